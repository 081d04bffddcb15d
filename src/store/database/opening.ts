/** Opens chinwag.db: inspects it first, then creates it or migrates it to this program's version. */
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { traceOf } from '../folder/missing-database.ts';
import type { StoreSettings } from '../settings.ts';
import { asStoreError, primaryCode, SQLITE_READONLY, StoreError } from '../store-error.ts';
import {
  BUSY_MS_MAX,
  connect,
  connectReading,
  DATABASE_FILE,
  number,
  syncFolder,
} from './database.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';
import { APPLICATION_ID } from './schema.ts';

/** A database up to this size is checked in full at the start; a larger one would take too long. */
const CHECKED_BYTES_MAX = 16 * 1024 * 1024;
/**
 * Opens the database in `folder`, which the caller has locked; creates or migrates it first where needed.
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

/**
 * Commits without changing anything. (Setting a row to its own value would not do: SQLite notices and writes nothing.
 * It always writes its header.)
 */
export function rewrite(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

/**
 * Reads enough of `file` to know that this program may use it. A read-only connection neither moves the log into the
 * database nor deletes it; files that it creates are removed again.
 * @returns the version of its tables; null when a migration was cut off and must be rolled back first
 * @throws StoreError
 */
export function inspect(file: string): number | null {
  const status = statSync(file);
  if (!status.isFile()) throw new StoreError(`${file}: not a file`);
  const { size } = status;
  // A database is created under another name and renamed when it is complete.
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
    // Rolling back a migration needs write access.
    fine = primaryCode(error) === SQLITE_READONLY && existsSync(`${file}-journal`);
    if (fine) return null;
    throw error;
  } finally {
    database.close();
    if (!fine) for (const one of beside) rmSync(one, { force: true });
  }
}

/** Creates the database whole or not at all, also after a power cut. */
function create(file: string): void {
  const made = `${file}.new`;
  for (const one of [made, `${made}-journal`]) rmSync(one, { force: true });
  closeSync(openSync(made, 'wx', 0o600));
  const database = new DatabaseSync(made);
  try {
    database.exec(`PRAGMA synchronous = EXTRA; PRAGMA application_id = ${APPLICATION_ID}`);
    createTables(database);
  } finally {
    database.close();
  }
  renameSync(made, file);
  syncFolder(dirname(file));
}

/** Creates the tables of a new store in `database`, which is empty. */
export function createTables(database: DatabaseSync): void {
  applyMigrations(database);
  database
    .prepare(
      `INSERT INTO state (only_one, store, next_entry, newest_at, next_account, next_device)
       VALUES (1, ?, 1, 0, 1, 1)`,
    )
    .run(randomUUID());
}

/**
 * Migrates in rollback-journal mode, so that the version in the header of the file is always right and the next program
 * need not read the log to know it.
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

/** Migrates `database` from the version that it has, each step in a transaction. */
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
