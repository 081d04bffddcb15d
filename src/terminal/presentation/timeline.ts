/** When things were said: a line where the time has moved on, and not one for each message. */
import { clockOrDate, dateAndClock, isSameDay } from './local-time.ts';

/** A reader knows of everything that was said when that was, give or take so much. */
const MOVED_ON_MS = 5 * 60 * 1000;

export class Timeline {
  /** The last time that was shown. */
  #last: Date | null = null;

  /** The next time is shown, whatever it is. */
  restart(): void {
    this.#last = null;
  }

  /**
   * The time to show before something that was said at `at`, with its date where that is not known from today or
   * from the time before; null where the last that was shown says it still. What comes next may be older.
   */
  next(at: Date, now: Date): string | null {
    // A server may say any number.
    if (Number.isNaN(at.getTime())) return null;
    const last = this.#last;
    const isSame = last !== null && isSameDay(last, at);
    if (isSame && Math.abs(at.getTime() - last.getTime()) < MOVED_ON_MS) return null;
    this.#last = at;
    return last === null || isSame ? clockOrDate(at, now) : dateAndClock(at);
  }
}
