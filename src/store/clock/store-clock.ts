/** What storage takes for the time: the system's, which may be set forward and back, and what shows that it was. */

export type Now = () => number;

/** For tests, shared with the writer: by how many milliseconds the clock is ahead. */
export type ClockAhead = Float64Array<SharedArrayBuffer>;

/** Milliseconds since 1970. */
export function systemNow(ahead: ClockAhead | null): Now {
  return ahead === null ? Date.now : () => Date.now() + (ahead[0] ?? 0);
}

/** Compares the clock with one that does not step. */
export class ClockSteps {
  readonly #now: Now;
  #offset: number;

  constructor(now: Now) {
    this.#now = now;
    this.#offset = now() - performance.now();
  }

  /** By how many milliseconds the clock was set forward since this was last asked; negative: back. */
  take(): number {
    const offset = this.#now() - performance.now();
    const step = offset - this.#offset;
    this.#offset = offset;
    return step;
  }
}
