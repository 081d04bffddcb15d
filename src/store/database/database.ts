/** chinwag.db: its connections, which are opened to files that are known to be sound (opening.ts). */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cachesOf, type StoreSettings } from '../settings.ts';

export const DATABASE_FILE = 'chinwag.db';

/** The write-ahead log is checkpointed at this many pages: 16 MiB. */
const CHECKPOINT_PAGES = 4096;
/** The size to which that log is cut afterwards. */
const LOG_BYTES_KEPT = 64 * 1024 * 1024;
/** How long to wait while another program reads the files. */
export const BUSY_MS_MAX = 1000;

/** Has a server stored anything in `folder`? */
export function hasData(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE));
}

/** Opens a connection for the writer. */
export function connect(file: string, settings: StoreSettings): DatabaseSync {
  const database = new DatabaseSync(file, {
    timeout: BUSY_MS_MAX,
    enableForeignKeyConstraints: false,
  });
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${settings.durability === 'full' ? 'FULL' : 'NORMAL'};
      PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
      PRAGMA journal_size_limit = ${LOG_BYTES_KEPT};
      PRAGMA cache_size = -${cachesOf(settings).writerKiB};
    `);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Opens a read-only connection. */
export function connectReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS_MAX });
}

/** The single number that `query` returns. */
export function number(database: DatabaseSync, query: string): number {
  const row = database.prepare(query).get() ?? {};
  return Number(Object.values(row)[0]);
}

/** Makes sure that a file created or renamed in the folder is found after a power cut. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
