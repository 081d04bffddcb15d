/** Decides when to show the time: when it has moved on, not for each message. */
import { clockOrDate, dateAndClock, isSameDay } from './local-time.ts';

/** The precision with which a reader can tell the time of any message. */
const MOVED_ON_MS = 5 * 60 * 1000;

export class Timeline {
  /** The time that was shown last. */
  #last: Date | null = null;

  /** Shows the next time in any case. */
  restart(): void {
    this.#last = null;
  }

  /**
   * The time to show before a message of `at`, with its date unless that is clear from today or from the time shown
   * before; null if the last shown time still holds. Times need not ascend.
   */
  next(at: Date, now: Date): string | null {
    // A server may send any number.
    if (Number.isNaN(at.getTime())) return null;
    const last = this.#last;
    const isSame = last !== null && isSameDay(last, at);
    if (isSame && Math.abs(at.getTime() - last.getTime()) < MOVED_ON_MS) return null;
    this.#last = at;
    return last === null || isSame ? clockOrDate(at, now) : dateAndClock(at);
  }
}
