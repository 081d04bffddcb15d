/** A database of an earlier version is migrated with all its data. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import {
  edited,
  message,
  openStore,
  room,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { checkSearch } from '../search/search-check.ts';
import type { Table } from '../tables/table.ts';
import { checkData } from '../transfer/check.ts';
import { stepsOf } from './migrations.ts';
import { applyMigrations } from './opening.ts';
import { APPLICATION_ID, FIRST_STEPS } from './schema.ts';

const ENCODER = new TextEncoder();

/** A folder as written by the version before rooms: two people who wrote to each other, one with a device. */
function firstVersion(folder: string): void {
  const database = new DatabaseSync(join(folder, 'chinwag.db'));
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  applyMigrations(database, FIRST_STEPS.slice(0, 1));
  database.exec(`
    PRAGMA journal_mode = WAL;
    INSERT INTO state VALUES (1, '00000000-0000-4000-8000-000000000000', 7, 6000, 3, 2);
    INSERT INTO secrets VALUES (1, 'a record'), (3, 'a digest');
    INSERT INTO accounts VALUES (1, 'alice', 1, 500, 1, 10, 0), (2, 'bob', NULL, 600, 0, 6, 5);
    INSERT INTO devices VALUES (1, 1, 'phone', 3, 700, 4);
    INSERT INTO members VALUES (1, 1, 2, 6), (2, 1, 2, 0);
    INSERT INTO waiting VALUES (2, 1, 1);
    INSERT INTO log (id, at, kind, author) VALUES (1, 1000, 2, 1), (2, 2000, 2, 2), (3, 3000, 4, 1);
  `);
  const insert = database.prepare(
    'INSERT INTO log (id, at, kind, author, low, high, text) VALUES (?, ?, 1, ?, 1, 2, ?)',
  );
  for (const [id, author, text] of [
    [4, 1, 'lunch'],
    [5, 2, 'dinner'],
    [6, 1, 'later'],
  ] as const) {
    insert.run(id, 1000 * id, author, ENCODER.encode(text));
  }
  database.close();
}

test('a database from before there were rooms', async (t) => {
  const folder = temporaryFolder(t);
  firstVersion(folder);
  const one = await openStore(folder);
  const { accounts, waiting, devices, rooms, members, nextRoom, nextAccount } = one.store.stored;
  const common = { createdAt: 500, notices: true };
  assert.deepEqual(accounts, [
    {
      ...common,
      id: 1,
      name: 'alice',
      password: 'a record',
      operator: true,
      storedBytes: 10,
      cursor: 0,
    },
    {
      ...common,
      id: 2,
      name: 'bob',
      password: null,
      createdAt: 600,
      operator: false,
      storedBytes: 6,
      cursor: 5,
    },
  ]);
  assert.deepEqual(waiting, [{ account: 2, from: 1, count: 1 }]);
  assert.deepEqual([devices.length, rooms, members, nextRoom, nextAccount], [1, [], [], 1, 3]);
  assert.deepEqual(texts(await one.history(1, 2)), ['lunch', 'dinner', 'later']);
  assert.deepEqual(texts(await one.missed(2, 0)), ['lunch', 'later']);
  assert.deepEqual(await one.unread(2), [{ peer: 1, count: 1, mentions: 0, newest: 6 }]);
  assert.deepEqual(texts(await one.search(1, ['dinner'])), ['dinner']);
  await one.stored(room(1, [1, 2]));
  assert.equal(await one.stored(message(1, -1, 'lunch in the room')), 8);
  await one.stored(edited(4, 1, 'lunch at noon'));
  assert.deepEqual(texts(await one.search(2, ['lunch'], { rooms: [1] })), [
    'lunch in the room',
    'lunch at noon',
  ]);
  await one.close();
  const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
  assert.deepEqual([...checkData(folder, counts)], []);
  assert.deepEqual([...checkSearch(folder, { lookedFor: 0 })], []);
});

test('steps of tables follow the first ones, one for each version', () => {
  const next = FIRST_STEPS.length + 1;
  const common = { key: [], columns: {}, line: null, rules: [], applied: {} };
  const stars: Table = {
    ...common,
    name: 'stars',
    migrations: { [next + 1]: 'two', [next]: 'one' },
  };
  const skies: Table = { ...common, name: 'skies', migrations: { [next]: 'one too' } };
  assert.deepEqual(stepsOf([stars, skies, { ...common, name: 'plain' }]), ['one\none too', 'two']);
  assert.throws(() => stepsOf([{ ...skies, migrations: { [next + 1]: 'one' } }]), /in place of/);
  assert.throws(() => stepsOf([{ ...skies, migrations: { [next - 1]: 'one' } }]), /in place of/);
});
