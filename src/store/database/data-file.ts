/** Opens a data folder for reading, with or without a running server. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { asStoreError, StoreError } from '../store-error.ts';
import { connectReading, DATABASE_FILE, hasData } from './database.ts';
import { MESSAGE } from './log-kinds.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import { showAsOfNow } from './older-data.ts';
import { inspect } from './opening.ts';
import { FIRST_READABLE_VERSION } from './schema.ts';

/**
 * Opens the data in `folder` for reading.
 * @throws StoreError where there are none, or not of a version that this program can read
 */
export function openForReading(folder: string): DatabaseSync {
  return openFileForReading(fileIn(folder));
}

/** @throws StoreError */
function fileIn(folder: string): string {
  const file = join(folder, DATABASE_FILE);
  if (!hasData(folder)) throw new StoreError(`${file}: there is no such file`);
  return file;
}

/** @throws StoreError */
export function openFileForReading(file: string): DatabaseSync {
  return opened(file, true);
}

/** Opens the data in `folder` for copying: an older version is no newer there. @throws StoreError */
export function openForCopying(folder: string): DatabaseSync {
  return openFileForCopying(fileIn(folder));
}

/** @throws StoreError */
export function openFileForCopying(file: string): DatabaseSync {
  return opened(file, false);
}

function opened(file: string, asOfNow: boolean): DatabaseSync {
  try {
    const version = inspect(file);
    if (version === null || version < FIRST_READABLE_VERSION) {
      throw new StoreError(
        `${file}: of an older version of chinwag; start the server once, and it is brought up to date`,
      );
    }
    const database = connectReading(file);
    if (asOfNow && version < SCHEMA_VERSION) showAsOfNow(database);
    return database;
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
