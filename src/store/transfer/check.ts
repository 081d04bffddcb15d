/** Checks a data folder: are the databases intact, and do the tables agree with the log? */
import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { formerNameKey } from '../../protocol/names.ts';
import { futureEntries } from '../clock/future-entries.ts';
import { openForReading } from '../database/data-file.ts';
import { DATABASE_FILE } from '../database/database.ts';
import { EDIT, HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { readErasures } from '../erase/erasure-record.ts';
import { linksIn } from '../folder/folder-safety.ts';
import { RULES } from './check-rules.ts';

/** The most problems that integrity_check lists for one database. */
const PROBLEMS_MAX = 20;

export interface CheckCounts {
  accounts: number;
  messages: number;
  conversations: number;
  devices: number;
}

type Row = Record<string, number>;

/**
 * Checks the data in `folder` as they are at one moment, and fills in `counts`.
 * @returns the problems, a line for each
 * @throws StoreError where the data cannot be read at all
 */
export function* checkData(folder: string, counts: CheckCounts): Generator<string> {
  yield* modes(folder);
  const database = openForReading(folder);
  try {
    database.exec('BEGIN');
    let whole = true;
    for (const problem of integrity(database, DATABASE_FILE)) {
      whole = false;
      yield problem;
    }
    // The checks below would only repeat it.
    if (!whole) return;
    Object.assign(counts, database.prepare(COUNTS).get());
    yield* log(database);
    yield* future(database);
    yield* names(database, 'accounts');
    yield* names(database, 'rooms');
    for (const [what, sql] of RULES) {
      for (const row of database.prepare(sql).iterate() as Iterable<Row>) {
        yield `${DATABASE_FILE}: ${what} ${Object.values(row).join(' ')}`;
      }
    }
    yield* erasures(database, folder);
  } finally {
    database.close();
  }
}

/** Files of a folder must be accessible to their owner only, and must not be links. */
function* modes(folder: string): Generator<string> {
  for (const link of linksIn(folder)) yield `${link}: a link, and not a file`;
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
    const status = statSync(path, { throwIfNoEntry: false });
    const mode = (status?.mode ?? 0) & 0o777;
    if ((mode & 0o077) === 0) continue;
    const right = status?.isDirectory() ? '700' : '600';
    yield `${path}: others may use it (mode ${mode.toString(8)}); chmod ${right} makes it yours alone`;
  }
}

export function* integrity(database: DatabaseSync, name: string): Generator<string> {
  const verdicts = database.prepare(`PRAGMA integrity_check(${PROBLEMS_MAX})`);
  for (const row of verdicts.iterate()) {
    const [verdict] = Object.values(row);
    if (verdict !== 'ok') yield `${name}: damaged: ${String(verdict)}`;
  }
}

const COUNTS = `SELECT (SELECT count(*) FROM accounts) AS accounts,
    (SELECT count(*) FROM log WHERE kind = ${MESSAGE}) AS messages,
    (SELECT count(*) FROM (SELECT DISTINCT low, high FROM log WHERE kind = ${MESSAGE})) AS conversations,
    (SELECT count(*) FROM devices) AS devices`;

/** Entries written while the clock was ahead, or after that. */
function* future(database: DatabaseSync): Generator<string> {
  const found = futureEntries(database, Date.now());
  if (found === null) return;
  const { entries, first } = found;
  const since = new Date(first).toISOString();
  yield `${DATABASE_FILE}: ${entries} entries are later than now, the first of ${since}; if the clock is right, "chinwag mend-times" mends them`;
}

/** Checks every entry in order, its time, people and text, and the bytes stored for each account. */
function* log(database: DatabaseSync): Generator<string> {
  const bytes = new Map<number, number>();
  let before = 0;
  const entries = database.prepare(
    `SELECT log.id, at, kind, author, low, high, text,
       ifnull(deleted, 0) + (state.edit IS NOT NULL) AS elsewhere
     FROM log LEFT JOIN message_states AS state ON state.message = log.id ORDER BY log.id`,
  );
  for (const row of entries.iterate()) {
    const { id, at, kind, author, low, high } = row as Row;
    const text = row.text as Uint8Array | null;
    if (Number(at) < before) yield `${DATABASE_FILE}: entry ${id} is older than the one before`;
    before = Number(at);
    if (kind !== MESSAGE && kind !== HIDDEN && kind !== EDIT) continue;
    const twoPeople = (author === low || author === high) && Number(low) <= Number(high);
    const inRoom = Number(low) < 0 && low === high;
    if (!twoPeople && !inRoom) {
      yield `${DATABASE_FILE}: message ${id} is neither of two people nor of a room`;
    }
    // Deleted, or its current text is in another entry.
    if (text === null && Number(row.elsewhere) > 0) continue;
    if (text === null || text.length === 0 || !isUtf8(text)) {
      yield `${DATABASE_FILE}: message ${id} has no text`;
      continue;
    }
    bytes.set(Number(author), (bytes.get(Number(author)) ?? 0) + text.length);
  }
  const counted = database.prepare(
    'SELECT id, stored_bytes FROM accounts UNION ALL SELECT 0, guest_bytes FROM state',
  );
  for (const { id, stored_bytes: said } of counted.iterate() as Iterable<Row>) {
    const there = bytes.get(Number(id)) ?? 0;
    if (said === there) continue;
    const whose = id === 0 ? 'guests have' : `account ${id} has`;
    yield `${DATABASE_FILE}: ${whose} ${there} bytes stored, and ${said} are counted`;
  }
}

/** Names of accounts, or of rooms, must not look alike, except those that did not when they were taken. */
function* names(database: DatabaseSync, table: 'accounts' | 'rooms'): Generator<string> {
  const keys = new Map<string, number>();
  for (const { id, name } of database.prepare(`SELECT id, name FROM ${table}`).iterate()) {
    const key = formerNameKey(String(name));
    const other = keys.get(key);
    if (other !== undefined) yield `${DATABASE_FILE}: ${table} ${other} and ${id} have one name`;
    keys.set(key, Number(id));
  }
}

/** Removed accounts must be in the record that keeps backups from bringing them back. */
function* erasures(database: DatabaseSync, folder: string): Generator<string> {
  const { store } = database.prepare('SELECT store FROM state').get() as { store: string };
  const recorded = readErasures(folder, store);
  for (const { account } of database
    .prepare('SELECT account FROM erased WHERE done = 1')
    .iterate()) {
    if (recorded.has(Number(account))) continue;
    yield `erasures.jsonl: does not have account ${account}, which was removed`;
  }
  const present = database.prepare('SELECT 1 FROM accounts WHERE id = ?');
  for (const account of recorded) {
    if (present.get(account) === undefined) continue;
    yield `${DATABASE_FILE}: account ${account} was removed and is there; the next start removes it again`;
  }
}
