/**
 * The time by which people wait: the system's at the start, and what has passed since by a clock that does not step. So
 * nobody is muted for an hour longer, or banned for an hour less, because somebody sets the clock.
 */
import { FOREVER } from '../chat/records.ts';

/** The two clocks may differ by so much without one having been set. */
const STEP_MS_MIN = 1000;

export class SteadyClock {
  readonly #system: () => number;
  readonly #monotonic: () => number;
  readonly #started: number;
  readonly #ahead: number;

  /** `system`: milliseconds since 1970; `monotonic`: milliseconds since whenever. */
  constructor(system: () => number = Date.now, monotonic: () => number = () => performance.now()) {
    this.#system = system;
    this.#monotonic = monotonic;
    this.#started = system();
    this.#ahead = this.#started - monotonic();
  }

  /** Whole milliseconds. */
  now(): number {
    return Math.floor(this.#ahead + this.#monotonic());
  }

  /** By how much the system's clock was set forward since the start; negative: back. 0: it was not. */
  get step(): number {
    const step = Math.round(this.#system() - this.now());
    return Math.abs(step) < STEP_MS_MIN ? 0 : step;
  }

  /** `time`, which is by this clock, by the system's. What was before the start is as it was. */
  dated(time: number): number {
    const isOwn = time >= this.#started && time < FOREVER;
    return isOwn ? time + this.step : time;
  }
}
