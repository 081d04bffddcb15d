/** Entries that are stamped with a time to come, because the clock was ahead; those after them got the same or a later one. */
import type { DatabaseSync } from 'node:sqlite';
import { number } from '../database/database.ts';
import { TABLES } from '../tables/tables.ts';
import { LogTimes } from './log-times.ts';

/** So much later than now is worth a line. */
export const FUTURE_MS_MAX = 60_000;

export interface FutureEntries {
  /** Of the log; not all that is stored has one. */
  readonly entries: number;
  /** Of how many. */
  readonly of: number;
  /** The times of the first and of the newest. */
  readonly first: number;
  readonly newest: number;
}

/** Those later than `now`; null: there are none, or hardly later. */
export function futureEntries(database: DatabaseSync, now: number): FutureEntries | null {
  const newest = number(database, 'SELECT newest_at FROM state');
  if (newest <= now + FUTURE_MS_MAX) return null;
  const id = new LogTimes(database).firstAt(now + 1);
  const { entries, first } = database
    .prepare('SELECT count(*) AS entries, min(at) AS first FROM log WHERE id >= ?')
    .get(id) as { entries: number; first: number | null };
  const of = number(database, 'SELECT count(*) FROM log');
  return { entries, of, first: first ?? newest, newest };
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
      const mended = 'SET at = max(?2, min(?1, ?2 + at - ?3))';
      const { changes } = database
        .prepare(`UPDATE log ${mended} WHERE id >= ?4`)
        .run(now, from, firstAt, id);
      database.prepare(`UPDATE audit ${mended} WHERE at > ?1`).run(now, from, firstAt);
      entries = Number(changes);
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
