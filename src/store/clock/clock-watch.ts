/** Warns the operator when the clock was set, and when stored entries have times in the future. */

import type { StoreLog } from '../store-log.ts';
import { ClockSteps, LEAD_MS_MAX, type Now } from './store-clock.ts';

const LOOK_MS = 60_000;
/** Smaller steps are not worth a line. */
const STEP_MS_MAX = 60_000;

export class ClockWatch {
  readonly #now: Now;
  readonly #newestAt: () => number;
  readonly #log: StoreLog;
  readonly #steps: ClockSteps;
  readonly #timer: NodeJS.Timeout;

  /** `newestAt`: returns the time of the newest entry, in milliseconds since 1970. */
  constructor(now: Now, newestAt: () => number, log: StoreLog) {
    this.#now = now;
    this.#newestAt = newestAt;
    this.#log = log;
    this.#steps = new ClockSteps(now);
    this.#tellOfFuture();
    this.#timer = setInterval(() => this.look(), LOOK_MS).unref();
  }

  look(): void {
    const step = this.#steps.take();
    if (Math.abs(step) <= STEP_MS_MAX) return;
    const seconds = Math.round(Math.abs(step) / 1000);
    this.#log.note(`the clock was set ${step > 0 ? 'forward' : 'back'}`, { seconds });
    this.#tellOfFuture();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tellOfFuture(): void {
    const aheadMs = this.#newestAt() - this.#now();
    if (aheadMs <= LEAD_MS_MAX) return;
    this.#log.note(
      'the clock is behind the newest message, and new ones get its time until then; if the clock is right, ' +
        '"chinwag mend-times" says so',
      { seconds: Math.round(aheadMs / 1000) },
    );
  }
}
