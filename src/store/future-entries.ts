/** Entries that are stamped with a time to come, because the clock was ahead; those after them got the same or a later one. */
import type { DatabaseSync } from 'node:sqlite';
import { LogTimes } from './log-times.ts';

/** So much later than now is worth a line. */
export const FUTURE_MS_MAX = 60_000;

export interface FutureEntries {
  readonly entries: number;
  /** Of how many. */
  readonly of: number;
  /** The times of the first and of the newest. */
  readonly first: number;
  readonly newest: number;
}

/** Those later than `now`; null: there are none, or hardly later. */
export function futureEntries(database: DatabaseSync, now: number): FutureEntries | null {
  const id = new LogTimes(database).firstAt(now + FUTURE_MS_MAX);
  const { entries, first, newest } = database
    .prepare(
      'SELECT count(*) AS entries, min(at) AS first, max(at) AS newest FROM log WHERE id >= ?',
    )
    .get(id) as { entries: number; first: number; newest: number };
  if (entries === 0) return null;
  const all = database.prepare('SELECT count(*) AS count FROM log').get() as { count: number };
  return { entries, of: all.count, first, newest };
}

/**
 * Gives those that are later than `now` times that may be: after the last that is not, at the distances that they have,
 * and none later than `now`. In a transaction of its own. @returns how many
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
      const from = (before?.at ?? now - (newest - firstAt)) as number;
      const times = 'SET at = min(?1, ?2 + at - ?3) WHERE id >= ?4';
      const mended = database.prepare(`UPDATE log ${times}`).run(now, from, firstAt, id);
      database.prepare(`UPDATE audit ${times}`).run(now, from, firstAt, id);
      entries = Number(mended.changes);
    }
    for (const table of ['accounts', 'devices', 'rooms']) {
      database.prepare(`UPDATE ${table} SET created_at = min(created_at, ?)`).run(now);
    }
    database.prepare('UPDATE state SET newest_at = min(newest_at, ?)').run(now);
    database.exec('COMMIT');
    return entries;
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
