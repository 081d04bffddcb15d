/**
 * Which messages are older than they are kept. Where the clock has gone far ahead of what is known of the time, and by
 * it most of everything is too old, nothing is, until somebody says that the clock is right.
 */
import type { DatabaseSync } from 'node:sqlite';
import { number } from './database.ts';
import { LogTimes } from './log-times.ts';
import { ERASED, MESSAGE } from './schema.ts';
import { ClockSteps, type Now } from './store-clock.ts';
import type { FromWriter, HeldBack } from './writer-messages.ts';

/** More than this part of all messages is most. */
const SHARE_MAX = 0.5;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * A clock that is further ahead of the newest entry, or was set further forward, may be wrong. Servers are off for a
 * week seldom; clocks are wrong by hours, or by months.
 */
export const AHEAD_MS_MAX = 7 * DAY_MS;
/** What goes day by day is told so often. */
const TOLD_MS = DAY_MS;

export class Retention {
  readonly #keepMs: number;
  readonly #now: Now;
  readonly #steps: ClockSteps;
  readonly #post: (message: FromWriter) => void;
  /** Entries that were taken for too old since that was told. */
  #untold = 0;
  #toldAt = performance.now();

  /** `keepMs`: how long messages are kept; Infinity: for good. */
  constructor(keepMs: number, now: Now, post: (message: FromWriter) => void) {
    this.#keepMs = keepMs;
    this.#now = now;
    this.#steps = new ClockSteps(now);
    this.#post = post;
  }

  /** To be asked once, before anything is written; says what is about to go, or is held back. */
  open(database: DatabaseSync): void {
    if (!Number.isFinite(this.#keepMs)) return;
    this.#judge(database, isFarAhead(database, this.#now()));
    const { messages } = this.#held(database) ?? { messages: 0 };
    if (messages > 0) return;
    const bound = this.#bound(database);
    const { count } = database
      .prepare(`SELECT count(*) AS count FROM log NOT INDEXED WHERE id < ? AND kind = ${MESSAGE}`)
      .get(bound) as { count: number };
    if (count === 0) return;
    this.#tell('messages older than --keep-messages are erased', count);
    this.#untold -= count;
  }

  /** The oldest entries that are too old, at most `limit`. */
  tooOld(database: DatabaseSync, limit: number): number[] {
    if (!Number.isFinite(this.#keepMs)) return [];
    const step = this.#steps.take();
    if (Math.abs(step) > AHEAD_MS_MAX) this.#judge(database, step > 0);
    const oldest = this.#now() - this.#keepMs;
    const rows = database
      .prepare(
        `SELECT id, at, kind FROM log WHERE kind <> ${ERASED} AND id >= ? ORDER BY id LIMIT ${limit}`,
      )
      .all(number(database, 'SELECT held FROM state')) as {
      id: number;
      at: number;
      kind: number;
    }[];
    const old = rows.filter(({ at }) => at < oldest);
    this.#untold += old.filter(({ kind }) => kind === MESSAGE).length;
    if (this.#untold > 0 && performance.now() - this.#toldAt > TOLD_MS) {
      this.#tell('messages older than --keep-messages were erased', this.#untold);
      this.#untold = 0;
    }
    return old.map(({ id }) => id);
  }

  /** What is held back; null: nothing. */
  heldBack(database: DatabaseSync): HeldBack | null {
    return this.#held(database);
  }

  /** The clock is right. From now on so much of the time is known. */
  confirm(database: DatabaseSync): void {
    if (this.#held(database) === null) return;
    database.prepare('UPDATE state SET held = 0, newest_at = max(newest_at, ?)').run(this.#now());
  }

  /** `suspect`: the clock may be wrong. */
  #judge(database: DatabaseSync, suspect: boolean): void {
    const isHeld = number(database, 'SELECT held FROM state') > 0;
    if (!isHeld && !suspect) return;
    if (!isHeld) database.exec('UPDATE state SET held = next_entry');
    const held = this.#held(database);
    if (held === null || held.messages <= SHARE_MAX * held.of) {
      database.exec('UPDATE state SET held = 0');
      if (isHeld)
        this.#post({ kind: 'note', message: 'nothing is held back any more', details: {} });
      return;
    }
    const { messages, of, now } = held;
    this.#post({
      kind: 'warning',
      message:
        `by the clock (${iso(now)}) ${messages} of ${of} messages are older than --keep-messages; none of them is ` +
        'erased until it is set right, or "chinwag retention --erase" says that it is right',
    });
  }

  #held(database: DatabaseSync): HeldBack | null {
    const upTo = number(database, 'SELECT held FROM state');
    if (upTo === 0 || !Number.isFinite(this.#keepMs)) return null;
    const counted = database.prepare(
      `SELECT count(*) AS count FROM log INDEXED BY conversations WHERE kind = ${MESSAGE} AND id < ?`,
    );
    const count = (id: number) => (counted.get(id) as { count: number }).count;
    const messages = count(Math.min(upTo, this.#bound(database)));
    return { messages, of: count(upTo), now: this.#now() };
  }

  /** Entries before this one are too old. */
  #bound(database: DatabaseSync): number {
    return new LogTimes(database).firstAt(this.#now() - this.#keepMs);
  }

  #tell(message: string, messages: number): void {
    const before = iso(this.#now() - this.#keepMs);
    this.#post({ kind: 'note', message, details: { messages, before } });
    this.#toldAt = performance.now();
  }
}

/** Is `now` so far ahead of the newest entry that it may be wrong? */
export function isFarAhead(database: DatabaseSync, now: number): boolean {
  const newestAt = number(database, 'SELECT newest_at FROM state');
  return newestAt > 0 && now - newestAt > AHEAD_MS_MAX;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
