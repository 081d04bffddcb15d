/** The clock of storage: the system's, which may be set forward or back, and a check that notices when it was. */

/** Entries that lead the clock by less are not reported; in milliseconds. */
export const LEAD_MS_MAX = 60_000;

export type Now = () => number;

/** For tests, shared with the writer: how many milliseconds the clock is ahead. */
export type ClockAhead = Float64Array<SharedArrayBuffer>;

/** The time in milliseconds since 1970. */
export function systemNow(ahead: ClockAhead | null): Now {
  return ahead === null ? Date.now : () => Date.now() + (ahead[0] ?? 0);
}

/** Compares the clock with a monotonic one. */
export class ClockSteps {
  readonly #now: Now;
  #offset: number;

  constructor(now: Now) {
    this.#now = now;
    this.#offset = now() - performance.now();
  }

  /** How many milliseconds the clock was set forward since the last call; negative: back. */
  take(): number {
    const offset = this.#now() - performance.now();
    const step = offset - this.#offset;
    this.#offset = offset;
    return step;
  }
}
