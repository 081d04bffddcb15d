/** Finds and mends entries with times in the future: those written while the clock was ahead, and those after them. */
import type { DatabaseSync } from 'node:sqlite';
import { RisingTimes } from '../../chat/rising-times.ts';
import { number } from '../database/database.ts';
import { TABLES } from '../tables/tables.ts';
import { LogTimes } from './log-times.ts';
import { LEAD_MS_MAX } from './store-clock.ts';

export interface FutureEntries {
  /** Log entries with such times. It may be 0: other rows have times as well. */
  readonly entries: number;
  /** All entries of the log. */
  readonly of: number;
  /** The times of the first such entry and of the newest. */
  readonly first: number;
  readonly newest: number;
}

/** Entries later than `now`; null where there are none by more than LEAD_MS_MAX. */
export function futureEntries(database: DatabaseSync, now: number): FutureEntries | null {
  const newest = number(database, 'SELECT newest_at FROM state');
  if (newest <= now + LEAD_MS_MAX) return null;
  const id = new LogTimes(database).firstAt(now + 1);
  const { entries, first } = database
    .prepare('SELECT count(*) AS entries, min(at) AS first FROM log WHERE id >= ?')
    .get(id) as { entries: number; first: number | null };
  const of = number(database, 'SELECT count(*) FROM log');
  return { entries, of, first: first ?? newest, newest };
}

/** Entries whose times are looked at together. */
const PAGE_ENTRIES = 10_000;

/**
 * The same for times that were squeezed together: from the newest entry back to `id`, each message gets a time before
 * that of the next one in its conversation. Should even that not fit behind `from`, they stay together there.
 */
function riseAgain(database: DatabaseSync, id: number, from: number): void {
  const page = database.prepare(
    `SELECT id, at, low, high FROM log WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ${PAGE_ENTRIES}`,
  );
  const update = database.prepare('UPDATE log SET at = ? WHERE id = ?');
  // Counted backwards, times rise as well.
  const times = new RisingTimes<number>(Number.MIN_SAFE_INTEGER);
  let beneath = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = page.all(id, beneath);
    for (const { id: entry, at, low, high } of rows as unknown as LogTime[]) {
      const backwards = low === null ? times.next(-at) : times.nextIn(low, high, -at);
      const time = Math.max(from, -backwards);
      if (time !== at) update.run(time, entry);
      beneath = entry;
    }
    if (rows.length < PAGE_ENTRIES) return;
  }
}

interface LogTime {
  readonly id: number;
  readonly at: number;
  /** Null: it is in no conversation. */
  readonly low: number | null;
  readonly high: number;
}

/**
 * Moves entries later than `now` to times after the last good entry: their distances stay where possible, and none ends
 * up later than `now`. Runs in a transaction of its own.
 * @returns how many entries were moved
 */
export function mendTimes(database: DatabaseSync, now: number): number {
  database.exec('BEGIN IMMEDIATE');
  try {
    const id = new LogTimes(database).firstAt(now + 1);
    const first = database.prepare('SELECT at FROM log WHERE id >= ? ORDER BY id LIMIT 1').get(id);
    let entries = 0;
    if (first !== undefined) {
      const firstAt = first.at as number;
      const before = database.prepare('SELECT max(at) AS at FROM log WHERE id < ?').get(id);
      const newest = database.prepare('SELECT max(at) AS at FROM log').get()?.at as number;
      const lastAt = before?.at as number | null;
      // Behind the last good one, for it may be of the same conversation.
      const from = lastAt === null ? now - (newest - firstAt) : Math.min(lastAt + 1, now);
      const mended = 'SET at = max(?2, min(?1, ?2 + at - ?3))';
      const { changes } = database
        .prepare(`UPDATE log ${mended} WHERE id >= ?4`)
        .run(now, from, firstAt, id);
      database.prepare(`UPDATE audit ${mended} WHERE at > ?1`).run(now, from, firstAt);
      entries = Number(changes);
      riseAgain(database, id, from);
    }
    database.prepare('UPDATE audit SET at = ?1 WHERE at > ?1').run(now);
    for (const { name, stamped = [] } of TABLES) {
      for (const column of stamped) {
        database.prepare(`UPDATE ${name} SET ${column} = min(${column}, ?)`).run(now);
      }
    }
    database.prepare('UPDATE state SET newest_at = min(newest_at, ?)').run(now);
    database.exec('COMMIT');
    return entries;
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
