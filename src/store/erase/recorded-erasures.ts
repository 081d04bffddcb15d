/** Applies the record of erasures to a log that was restored from an older backup. */
import type { DatabaseSync } from 'node:sqlite';
import { Changes } from '../writer/changes.ts';
import { Tally } from '../writer/tally.ts';
import { readErasures } from './erasure-record.ts';

/** The names of people who are removed this way stay reserved for another 90 days. */
const RESERVED_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Removes the accounts that the record in `folder` names, and makes sure that nobody else gets their ids. Their
 * messages are erased later, like all others (eraser.ts).
 * @returns how many were removed
 */
export function applyRecordedErasures(database: DatabaseSync, folder: string, now: number): number {
  const { store } = database.prepare('SELECT store FROM state').get() as { store: string };
  const known = database.prepare('SELECT 1 FROM erased WHERE account = ?');
  const missing = [...readErasures(folder, store)].filter((one) => known.get(one) === undefined);
  if (missing.length === 0) return 0;
  const changes = new Changes(database, new Tally(database), true);
  const reserve = database.prepare(
    'INSERT OR REPLACE INTO reservations SELECT name, ? FROM accounts WHERE id = ?',
  );
  const skipIds = database.prepare('UPDATE state SET next_account = max(next_account, ? + 1)');
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const account of missing) {
      reserve.run(now + RESERVED_MS, account);
      changes.remove(account);
      skipIds.run(account);
    }
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
  return missing.length;
}
