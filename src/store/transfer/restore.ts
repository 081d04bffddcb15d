/** Restores a backup into a folder, and sets the old data aside. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openFileForCopying } from '../database/data-file.ts';
import { DATABASE_FILE, syncFolder } from '../database/database.ts';
import {
  ERASURES_FILE,
  erasuresIn,
  readErasures,
  recordErasures,
} from '../erase/erasure-record.ts';
import { SEARCH_FILE, SET_ASIDE_PREFIX } from '../folder/file-names.ts';
import { FolderLock } from '../folder/folder-lock.ts';
import { asStoreError, StoreError } from '../store-error.ts';

/** The suffix of the record of erasures beside a backup. */
export const ERASURES_ENDING = '.erasures';

const SIDE_FILES = ['', '-wal', '-shm', '-journal'];

/**
 * The number of ids skipped where it is unknown which were given after the backup: clients' positions and the record of
 * erasures refer to ids.
 */
const IDS_SKIPPED = 1_000_000;

interface State {
  readonly store: string;
  readonly next_entry: number;
  readonly next_account: number;
  readonly next_device: number;
  readonly next_room: number;
}

/**
 * Puts the database `backup` into `folder`, with the record of accounts removed since, as far as it is known there or
 * beside the backup. They are erased when the store is next opened. `time` names the folder with the old data.
 * @returns the folder with the old data; null: there were none
 * @throws StoreError, and then nothing was changed
 */
export function restoreDatabase(folder: string, backup: string, time: string): string | null {
  const lock = new FolderLock(folder);
  const copy = join(folder, `${DATABASE_FILE}.restored`);
  try {
    for (const end of SIDE_FILES) rmSync(copy + end, { force: true });
    const state = copyChecked(backup, copy);
    const present = stateOf(join(folder, DATABASE_FILE));
    moveIds(copy, state, present?.store === state.store ? present : null);
    recordAll(folder, backup, state.store, present?.erased ?? []);
    emptyLog(join(folder, DATABASE_FILE));
    const setAside = putAside(folder, time);
    renameSync(copy, join(folder, DATABASE_FILE));
    syncFolder(folder);
    return setAside;
  } catch (error) {
    throw asStoreError(error, backup);
  } finally {
    for (const end of SIDE_FILES) rmSync(copy + end, { force: true });
    lock.release();
  }
}

/** Checks all of `backup` and copies it to `copy`, with its write-ahead log where it has one. */
function copyChecked(backup: string, copy: string): State {
  const database = openFileForCopying(backup);
  try {
    const [verdict] = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {});
    if (verdict !== 'ok') throw new StoreError(`${backup}: damaged`);
    // SQLite would create it readable by others, but accepts an empty file.
    closeSync(openSync(copy, 'wx', 0o600));
    // See copyDatabase.
    database.exec('PRAGMA secure_delete = ON');
    database.prepare('VACUUM INTO ?').run(copy);
    return database.prepare('SELECT * FROM state').get() as unknown as State;
  } finally {
    database.close();
  }
}

/** The state of the existing data, as far as it can be read. */
function stateOf(file: string): (State & { readonly erased: readonly number[] }) | null {
  if (!existsSync(file)) return null;
  try {
    const database = openFileForCopying(file);
    try {
      const state = database.prepare('SELECT * FROM state').get() as unknown as State;
      const erased = database.prepare('SELECT account FROM erased').all();
      return { ...state, erased: erased.map(({ account }) => account as number) };
    } finally {
      database.close();
    }
  } catch (error) {
    asStoreError(error, file);
    return null;
  }
}

/** Skips ids that were given after the backup was made. */
function moveIds(copy: string, own: State, present: State | null): void {
  const database = new DatabaseSync(copy);
  try {
    const next = (key: keyof Omit<State, 'store'>): number =>
      present === null ? own[key] + IDS_SKIPPED : Math.max(own[key], present[key]);
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
    database
      .prepare('UPDATE state SET next_entry = ?, next_account = ?, next_device = ?, next_room = ?')
      .run(next('next_entry'), next('next_account'), next('next_device'), next('next_room'));
  } finally {
    database.close();
  }
}

function recordAll(folder: string, backup: string, store: string, erased: readonly number[]): void {
  const beside = dirname(backup);
  const records = readdirSync(beside).filter(
    (name) => name.endsWith(ERASURES_ENDING) || name === ERASURES_FILE,
  );
  const known = readErasures(folder, store);
  const found = new Set(erased);
  for (const name of records) {
    for (const account of erasuresIn(join(beside, name), store)) found.add(account);
  }
  recordErasures(folder, store, found.difference(known));
}

/** Brings the old database into one file, where it is sound. */
function emptyLog(file: string): void {
  if (!existsSync(file)) return;
  try {
    const database = new DatabaseSync(file);
    try {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch (error) {
    // It is set aside as it is.
    asStoreError(error, file);
  }
}

/** @returns the folder with the old data; null: there were none */
function putAside(folder: string, time: string): string | null {
  const files = [DATABASE_FILE, SEARCH_FILE]
    .flatMap((name) => SIDE_FILES.map((end) => join(folder, name + end)))
    .filter((file) => existsSync(file));
  if (files.length === 0) return null;
  const place = join(folder, `${SET_ASIDE_PREFIX}${time}`);
  mkdirSync(place, { mode: 0o700 });
  for (const file of files) renameSync(file, join(place, basename(file)));
  syncFolder(place);
  return place;
}
