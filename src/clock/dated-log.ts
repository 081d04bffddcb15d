/**
 * The log of a hub with a steady clock: stored times are converted to those of the system clock, so that the next start
 * can use them.
 */
import type { Change, Cursor, Log, Outcome } from '../chat/storage.ts';
import type { SteadyClock } from './steady-clock.ts';

export class DatedLog implements Log {
  readonly #log: Log;
  readonly #clock: SteadyClock;

  constructor(log: Log, clock: SteadyClock) {
    this.#log = log;
    this.#clock = clock;
  }

  get pendingBytes(): number {
    return this.#log.pendingBytes;
  }

  get grown(): (newest: number) => void {
    return this.#log.grown;
  }

  set grown(tell: (newest: number) => void) {
    this.#log.grown = tell;
  }

  append(change: Change, done: (outcome: Outcome) => void): void {
    // Storage stamps messages itself.
    const isPlain = change.kind === 'message' || this.#clock.step === 0;
    this.#log.append(isPlain ? change : dated(change, this.#clock), done);
  }

  note(cursor: Cursor): void {
    this.#log.note(cursor);
  }
}

/** Fields with times, anywhere in a change. */
const TIMES: ReadonlySet<string> = new Set(['until', 'mutedUntil', 'expiresAt', 'createdAt']);

/** Converts nested records and lists. */
function dated<T>(one: T, clock: SteadyClock): T {
  if (Array.isArray(one)) return one.map((each) => dated(each, clock)) as T;
  if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one)) return one;
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => [
      name,
      TIMES.has(name) && typeof value === 'number' ? clock.dated(value) : dated(value, clock),
    ]),
  ) as T;
}
