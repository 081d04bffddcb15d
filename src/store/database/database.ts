/** Opens chinwag.db: looks before it touches, creates it, brings it to the version of this program. */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { traceOf } from '../folder/missing-database.ts';
import { cachesOf, type StoreSettings } from '../settings.ts';
import { asStoreError, primaryCode, SQLITE_READONLY, StoreError } from '../store-error.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from './schema.ts';

export const DATABASE_FILE = 'chinwag.db';

/** A database up to this size is looked through at the start; a larger one would take too long. */
const CHECKED_BYTES_MAX = 16 * 1024 * 1024;
/** The log beside the database goes into it when it has so many pages: 16 MiB. */
const CHECKPOINT_PAGES = 4096;
/** What is left of that log afterwards. */
const LOG_BYTES_KEPT = 64 * 1024 * 1024;
/** For a program that looks at the files meanwhile. */
const BUSY_MS_MAX = 1000;

/**
 * Opens the database in `folder`, whose lock the caller has; creates or migrates it first where that is needed.
 * @throws StoreError when it is of a newer version or damaged, and then nothing was touched; or when it cannot be
 * written
 */
export function openDatabase(folder: string, settings: StoreSettings): DatabaseSync {
  const file = join(folder, DATABASE_FILE);
  try {
    if (existsSync(file)) {
      if (inspect(file) !== SCHEMA_VERSION) migrate(file);
    } else {
      const trace = traceOf(folder, DATABASE_FILE);
      if (trace !== null) {
        throw new StoreError(
          `${file}: missing, though ${trace} is there; chinwag restore brings a backup back, and an empty folder begins anew`,
        );
      }
      create(file);
    }
    // SQLite gives the files beside it the same mode.
    chmodSync(file, 0o600);
    return connect(file, settings);
  } catch (error) {
    throw asStoreError(error, file);
  }
}

/** One more connection for the writer, to files that are known to be good. */
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

/**
 * Commits something, though nothing changes. (Not a row that is set to what it has: SQLite sees that and writes
 * nothing. It writes its header always.)
 */
export function rewrite(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

/** A connection that only reads. */
export function connectReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS_MAX });
}

/**
 * Reads enough of `file` to know that this program may use it. A read-only connection neither moves the log into the
 * database nor deletes it; what it creates itself is taken away again.
 * @returns the version of its tables; null when a migration was cut off, and must be taken back to know
 * @throws StoreError
 */
export function inspect(file: string): number | null {
  const status = statSync(file);
  if (!status.isFile()) throw new StoreError(`${file}: not a file`);
  const { size } = status;
  // It is created elsewhere and comes here whole.
  if (size === 0) throw new StoreError(`${file}: damaged: it is empty`);
  const beside = [`${file}-wal`, `${file}-shm`].filter((one) => !existsSync(one));
  const database = connectReading(file);
  let fine = false;
  try {
    const application = number(database, 'PRAGMA application_id');
    const version = number(database, 'PRAGMA user_version');
    if (application !== APPLICATION_ID) throw new StoreError(`${file}: not a database of chinwag`);
    if (version > SCHEMA_VERSION) {
      throw new StoreError(
        `${file}: of a newer version of chinwag (data version ${version}; this one knows ${SCHEMA_VERSION})`,
      );
    }
    if (size <= CHECKED_BYTES_MAX) {
      const { quick_check: verdict } = database.prepare('PRAGMA quick_check(1)').get() as {
        quick_check: string;
      };
      if (verdict !== 'ok') throw new StoreError(`${file}: damaged`);
    }
    fine = true;
    return version;
  } catch (error) {
    // Taking a migration back needs writing.
    fine = primaryCode(error) === SQLITE_READONLY && existsSync(`${file}-journal`);
    if (fine) return null;
    throw error;
  } finally {
    database.close();
    if (!fine) for (const one of beside) rmSync(one, { force: true });
  }
}

/** Whole or not at all, also after a power cut. */
function create(file: string): void {
  const made = `${file}.new`;
  for (const one of [made, `${made}-journal`]) rmSync(one, { force: true });
  closeSync(openSync(made, 'wx', 0o600));
  const database = new DatabaseSync(made);
  try {
    database.exec(`PRAGMA synchronous = EXTRA; PRAGMA application_id = ${APPLICATION_ID}`);
    applyMigrations(database);
    database
      .prepare(
        `INSERT INTO state (only_one, store, next_entry, newest_at, next_account, next_device)
         VALUES (1, ?, 1, 0, 1, 1)`,
      )
      .run(randomUUID());
  } finally {
    database.close();
  }
  renameSync(made, file);
  syncFolder(dirname(file));
}

/**
 * In the mode with a rollback journal, so that the version in the header of the file is always the right one, and the
 * next program that looks need not read the log to know it.
 */
function migrate(file: string): void {
  const database = new DatabaseSync(file, { timeout: BUSY_MS_MAX });
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA');
    applyMigrations(database);
  } finally {
    database.close();
  }
}

/** From the version that `database` has, each step in a transaction. */
export function applyMigrations(
  database: DatabaseSync,
  migrations: readonly string[] = MIGRATIONS,
): void {
  for (;;) {
    const version = number(database, 'PRAGMA user_version');
    const step = migrations[version];
    if (step === undefined) return;
    database.exec('BEGIN EXCLUSIVE');
    try {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${version + 1}; COMMIT`);
    } finally {
      if (database.isTransaction) database.exec('ROLLBACK');
    }
  }
}

/** The number that `query` answers. */
export function number(database: DatabaseSync, query: string): number {
  const row = database.prepare(query).get() ?? {};
  return Number(Object.values(row)[0]);
}

/** So that a file that was created or renamed there is found after a power cut. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
