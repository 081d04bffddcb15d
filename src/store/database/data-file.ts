/** Opens a data folder for reading, with or without a running server. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { asStoreError, StoreError } from '../store-error.ts';
import { connectReading, DATABASE_FILE, hasData } from './database.ts';
import { MESSAGE } from './log-kinds.ts';
import { READABLE_VERSION } from './migrations.ts';
import { inspect } from './opening.ts';

/**
 * Opens the data in `folder` for reading.
 * @throws StoreError where there are none, or not of a version that this program can read
 */
export function openForReading(folder: string): DatabaseSync {
  const file = join(folder, DATABASE_FILE);
  if (!hasData(folder)) throw new StoreError(`${file}: there is no such file`);
  return openFileForReading(file);
}

/** @throws StoreError */
export function openFileForReading(file: string): DatabaseSync {
  try {
    const version = inspect(file);
    if (version === null || version < READABLE_VERSION) {
      throw new StoreError(
        `${file}: of an older version of chinwag; start the server once, and it is brought up to date`,
      );
    }
    return connectReading(file);
  } catch (error) {
    throw asStoreError(error, file);
  }
}

/**
 * Counts what is stored in `folder`.
 * @throws StoreError
 */
export function countData(folder: string): {
  readonly accounts: number;
  readonly messages: number;
} {
  const database = openForReading(folder);
  try {
    const sql = `SELECT (SELECT count(*) FROM accounts) AS accounts,
      (SELECT count(*) FROM log WHERE kind = ${MESSAGE}) AS messages`;
    return database.prepare(sql).get() as { accounts: number; messages: number };
  } catch (error) {
    throw asStoreError(error, folder);
  } finally {
    database.close();
  }
}
