/**
 * The clock of mutes, bans and waits: the system's time at the start, advanced by a monotonic clock. Setting the system
 * clock neither prolongs a mute by an hour nor shortens a ban by one.
 */
import { FOREVER } from '../chat/records.ts';

/** The clocks may drift apart by this much without one having been set. */
const STEP_MS_MIN = 1000;

export class SteadyClock {
  readonly #system: () => number;
  readonly #monotonic: () => number;
  readonly #started: number;
  readonly #ahead: number;

  /** `system`: milliseconds since 1970; `monotonic`: milliseconds since any moment. */
  constructor(system: () => number = Date.now, monotonic: () => number = () => performance.now()) {
    this.#system = system;
    this.#monotonic = monotonic;
    this.#started = system();
    this.#ahead = this.#started - monotonic();
  }

  /** Whole milliseconds since 1970. */
  now(): number {
    return Math.floor(this.#ahead + this.#monotonic());
  }

  /** How far the system's clock was set forward since the start, in milliseconds; negative: back; 0: it was not set. */
  get step(): number {
    const step = Math.round(this.#system() - this.now());
    return Math.abs(step) < STEP_MS_MIN ? 0 : step;
  }

  /** Converts `time` from this clock to the system's. Times before the start stay as they are. */
  dated(time: number): number {
    const isOwn = time >= this.#started && time < FOREVER;
    return isOwn ? time + this.step : time;
  }
}
