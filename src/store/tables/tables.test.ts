/** Every column of the schema has its answers (column.ts), and storage follows them. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Random } from '../../../test/support/chat/random.ts';
import { emptyTables, fill } from '../../../test/support/store/derived-rows.ts';
import {
  GONE_PERSON,
  GONE_ROOM,
  GONE_WORD,
  populate,
} from '../../../test/support/store/full-folder.ts';
import { temporaryFolder } from '../../../test/support/store/stores.ts';
import { tablesOf } from '../../../test/support/store/table-rows.ts';
import { DATABASE_FILE } from '../database/database.ts';
import { applyMigrations } from '../database/opening.ts';
import { ERASURES_FILE } from '../erase/erasure-record.ts';
import { copyDatabase } from '../transfer/backup.ts';
import { checkData } from '../transfer/check.ts';
import { blocks } from './blocks.ts';
import type { Table } from './table.ts';
import { inOrder, TABLES } from './tables.ts';

const SEED = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);

const columns = TABLES.flatMap(({ name: table, columns: all }) =>
  Object.entries(all).map(([name, answers]) => ({ table, name, ...answers })),
);

function found(folder: string): string[] {
  return [...checkData(folder, { accounts: 0, messages: 0, conversations: 0, devices: 0 })];
}

test('the tables are those of the schema, column by column, and there are no others', () => {
  using migrated = new DatabaseSync(':memory:');
  applyMigrations(migrated);
  using written = new DatabaseSync(':memory:');
  for (const table of TABLES) written.exec(creating(table));
  assert.deepEqual(schemaOf(written), schemaOf(migrated));
});

test('lines of an export come in the order that they always had', () => {
  const known = [
    ...['accounts', 'reservations', 'rooms', 'room_members', 'log', 'members', 'waiting'],
    ...['mentions', 'reactions', 'pins', 'blocks', 'bans', 'room_invitations', 'room_mutes'],
  ];
  const ordered = TABLES.map(({ name }) => name).filter((name) => known.includes(name));
  assert.deepEqual(ordered, known);
});

test('a table stands after those of what its columns name, and after those that it declares', () => {
  const common = { key: [], line: null, rules: [], applied: {} };
  const accounts: Table = { ...common, name: 'accounts', columns: {} };
  const stars: Table = { ...common, name: 'stars', columns: { account: blocks.columns.account } };
  const skies: Table = { ...common, name: 'skies', columns: {}, after: ['stars'] };
  const order = inOrder([skies, stars, accounts]).map(({ name }) => name);
  assert.deepEqual(order, ['accounts', 'stars', 'skies']);
  assert.throws(() => inOrder([skies]), /depends on stars, which is no table/);
  const circle: Table = { ...stars, columns: {}, after: ['skies'] };
  assert.throws(() => inOrder([skies, circle]), /depends on itself/);
});

test('a table shows columns to a person only if it says which rows are theirs', () => {
  for (const { name, line, columns: all } of TABLES) {
    if (line === null) continue;
    const isShown = Object.values(all).some(({ shown }) => shown !== 'withheld');
    assert.equal(isShown, line.person !== null, name);
  }
});

test('columns are emptied with columns that name something', () => {
  for (const { table, name, gone } of columns) {
    if (typeof gone !== 'object') continue;
    for (const other of gone.emptiedWith) {
      const { names } = columns.find((one) => one.table === table && one.name === other) ?? {};
      // The owner's row names a secret.
      assert.ok(table === 'secrets' || names === 'account' || names === 'room', `${table}.${name}`);
    }
  }
});

function creating({ name, key, columns: all }: Table): string {
  const lines = Object.entries(all).map(([column, { sql }]) => `${column} ${sql}`);
  const [only = ''] = key;
  const isNumber = key.length === 1 && all[only]?.sql === 'INTEGER';
  const more = isNumber ? '' : ', WITHOUT ROWID';
  return `CREATE TABLE ${name} (${lines.join(', ')}, PRIMARY KEY (${key.join(', ')})) STRICT${more}`;
}

/** SQLite's description of each column, by table and name. */
function schemaOf(database: DatabaseSync): unknown {
  const tables = database.prepare('PRAGMA table_list').all();
  const ours = tables.filter(({ name }) => !String(name).startsWith('sqlite_'));
  return Object.fromEntries(
    ours.map(({ name, wr, strict }) => {
      const info = database.prepare(`PRAGMA table_info(${name})`).all();
      // Their order may differ.
      const described = info.map(({ cid: _, name: column, ...rest }) => [column, rest]);
      return [name, { wr, strict, columns: Object.fromEntries(described) }];
    }),
  );
}

/** Invalid values for every kind of column. */
type Wrong = number | string | null | Uint8Array;
type Row = Readonly<Record<string, Wrong>>;
const WRONG: readonly Wrong[] = [7, 999_999, -999_999, null, 'nonsense', new Uint8Array([0xff])];

test('full tables pass check, in a backup too; removed data are gone; and check sees a wrong value in each column', async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const base = temporaryFolder(t);
  const folder = join(base, 'data');
  await populate(folder, new Random(SEED), true);
  const file = join(folder, DATABASE_FILE);
  assert.deepEqual(found(folder), []);
  const tables = tablesOf(file);

  const copy = join(base, 'copy.db');
  copyDatabase(folder, copy);
  assert.deepEqual(tablesOf(copy), tables);

  for (const { table, name, names, gone } of columns) {
    for (const row of tables.get(table) ?? []) {
      const value = row[name];
      const where = `${table}.${name} ${JSON.stringify(row)}`;
      if (typeof value === 'string') assert.ok(!value.includes(GONE_WORD), where);
      // An account's position in a conversation with a removed person names that person.
      else if (table === 'members' && row.account !== GONE_PERSON && name !== 'account') continue;
      else if (names === null || gone === 'stays') continue;
      // Facts outlast the accounts that they name.
      else if (table === 'log' && row.text === null) continue;
      else assert.ok(value !== GONE_PERSON && Math.abs(Number(value)) !== GONE_ROOM, where);
    }
  }

  assert.deepEqual(
    emptyTables(folder).map(({ name }) => name),
    [],
  );
  const bad = join(base, 'bad');
  mkdirSync(bad, { mode: 0o700 });
  copyFileSync(join(folder, ERASURES_FILE), join(bad, ERASURES_FILE));
  checkDerivedRows(file, bad);

  const unseen: string[] = [];
  for (const { table, name, checked } of columns) {
    if (checked === 'any') continue;
    const rows = rowsOfKinds(file, table);
    // Of another row, which may have to be its own.
    const { [name]: others = null } = tables.get(table)?.[0] ?? {};
    const values = [...WRONG, others as Wrong];
    const seen = (rows.length === 0 ? [null] : rows).some((row) =>
      values.some((value) => {
        copyFileSync(file, join(bad, DATABASE_FILE));
        return changed(join(bad, DATABASE_FILE), table, name, row, value) && found(bad).length > 0;
      }),
    );
    if (!seen) unseen.push(`${table}.${name}`);
  }
  assert.deepEqual(unseen, []);
});

/** Rows that are derived from the columns of a table are as those of a change. */
function checkDerivedRows(file: string, folder: string): void {
  for (const name of ['reactions', 'pins', 'mentions', 'blocks']) {
    copyFileSync(file, join(folder, DATABASE_FILE));
    using database = new DatabaseSync(join(folder, DATABASE_FILE));
    const { message } = database
      .prepare(
        'SELECT max(id) AS message FROM log WHERE kind = 1 AND low = -1 AND text IS NOT NULL',
      )
      .get() as { message: number };
    database.exec(`DELETE FROM ${name}`);
    const empty = emptyTables(folder);
    assert.deepEqual(
      empty.map((one) => one.name),
      [name],
    );
    fill(folder, empty, [{ account: 1, room: 1, message, word: 'word' }]);
    assert.equal(database.prepare(`SELECT 1 FROM ${name}`).all().length, 1);
    assert.deepEqual(found(folder), [], name);
  }
}

/** A row of every kind in the table: of those that have, and lack, the same values. Or a new one where there is none. */
function rowsOfKinds(file: string, table: string): Row[] {
  using database = new DatabaseSync(file);
  const rows = database.prepare(`SELECT * FROM ${table}`).all() as Row[];
  const kinds = new Map(
    rows.map((row) => {
      const isThere = Object.values(row).map((value) => value !== null && value !== '');
      return [JSON.stringify([row.kind, ...isThere]), row];
    }),
  );
  return [...kinds.values()];
}

/** Puts `value` in `row`, or in a new one for null; false: the schema forbids it. */
function changed(
  file: string,
  table: string,
  name: string,
  row: Row | null,
  value: Wrong,
): boolean {
  using database = new DatabaseSync(file);
  const names = columns.filter((one) => one.table === table).map((one) => one.name);
  try {
    if (row === null) {
      const values = names.map(() => '?').join(', ');
      database
        .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values})`)
        .run(...names.map(() => value));
      return true;
    }
    const where = names.map((one) => `${one} IS ?`).join(' AND ');
    const values = names.map((one) => row[one] ?? null);
    database.prepare(`UPDATE ${table} SET ${name} = ? WHERE ${where}`).run(value, ...values);
    return true;
  } catch {
    return false;
  }
}
