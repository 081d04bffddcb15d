/** Erased data are gone: from every answer, and from the bytes of the files. */
import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, type TestContext, test } from 'node:test';
import {
  account,
  contents,
  message,
  newFaults,
  type Opened,
  openStore,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { until } from '../../../test/support/until.ts';
import type { Change } from '../../chat/storage.ts';

const PEOPLE = 12;
const LATER = 9e12;

function removed(id: number): Change {
  return {
    kind: 'account-removed',
    account: id,
    reservation: { name: `person${id}`, until: LATER },
  };
}

/** A string that is in a file only if data of that person are: no other has the same letters in a row. */
function mark(id: number, what: string, number = 0): string {
  const letters = [...`${id}.${number}`].map((digit) => 'kqxzjvwymb.'.charAt(Number(digit) || 0));
  return `${what}${id}q${letters.join('')}z${number}`;
}

/** Everybody writes to everybody, has a password that changes, and devices. */
async function populate(one: Opened, rounds: number): Promise<void> {
  for (let id = 1; id <= PEOPLE; id++) {
    await one.stored(account(id, 'x'.repeat(id)));
    await one.stored(account(id, mark(id, 'password')));
    const device = { id, account: id, label: 'phone', token: mark(id, 'token'), createdAt: 1 };
    await one.stored({ kind: 'device', device });
    const invitation = { code: mark(id, 'code'), by: id, expiresAt: LATER };
    await one.stored({ kind: 'invitation', invitation });
  }
  for (let i = 0; i < rounds; i++) {
    for (let from = 1; from <= PEOPLE; from++) {
      const to = 1 + ((from + i) % PEOPLE);
      const text = `${mark(from, 'text', i)} and ${'common words '.repeat(1 + (i % 9))}`;
      const key = i % 2 === 0 ? mark(from, 'key', i) : null;
      one.store.append(message(from, to, text, { key, waits: i % 3 === 0 }), () => {});
    }
  }
  await one.store.flush();
}

/** The data of `id` that are left in the files of `folder`. */
function traces(folder: string, id: number, rounds: number): string[] {
  const found: string[] = [];
  const marks = ['password', 'token', 'code'].map((what) => mark(id, what));
  for (let i = 0; i < rounds; i++) marks.push(mark(id, 'text', i), mark(id, 'key', i));
  for (const [name, bytes] of contents(folder)) {
    const text = bytes.toString('latin1');
    for (const one of marks) if (text.includes(one)) found.push(`${name}: ${one}`);
  }
  return found;
}

/** The search index stores words in parts, which a look at its bytes does not find. */
function vocabulary(folder: string) {
  const database = new DatabaseSync(join(folder, 'search.db'));
  try {
    database.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'row')`);
    const pages = database.prepare('SELECT CAST(term AS TEXT) AS term FROM words_idx').all();
    const terms = database.prepare('SELECT term FROM vocabulary').all();
    return {
      words: terms.map(({ term }) => String(term)),
      // The first character is a digit that names the index.
      beginnings: pages.map(({ term }) => String(term).slice(1)),
    };
  } finally {
    database.close();
  }
}

describe('a removed account', () => {
  test('leaves nothing in the files, and texts of others stay', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    const rounds = 120;
    await populate(one, rounds);
    await one.search(1, ['common']);
    const before = await one.history(3, 4, { limit: 1000 });
    for (const id of [3, 7, 1]) {
      assert.notDeepEqual(traces(folder, id, rounds), []);
      await one.stored(removed(id));
      await one.store.erased();
      assert.deepEqual(traces(folder, id, rounds), []);
    }
    const after = await one.history(3, 4, { limit: 1000 });
    assert.deepEqual(
      after?.messages,
      before?.messages.filter(({ from }) => from === 4),
    );
    assert.deepEqual(texts(await one.search(4, [mark(3, 'text', 0)])), []);
    assert.equal(texts(await one.search(4, ['common'], { from: 3 }))?.length, 0);
    assert.equal(texts(await one.search(4, ['common'], { from: 5, limit: 3 }))?.length, 3);
    assert.deepEqual(await one.unread(3), []);
    await one.close();
    const { words, beginnings } = vocabulary(folder);
    for (const id of [3, 7, 1]) {
      assert.deepEqual(traces(folder, id, rounds), []);
      const left = [...words, ...beginnings].filter((word) => word.startsWith(`text${id}q`));
      assert.deepEqual(left, []);
    }
    assert.equal(words.filter((word) => word.startsWith('text4q')).length, rounds);

    const { store } = await openStore(folder);
    const { accounts, waiting, devices, invitations, reservations, nextAccount } = store.stored;
    const left = [2, 4, 5, 6, 8, 9, 10, 11, 12];
    assert.deepEqual(
      accounts.map(({ id }) => id),
      left,
    );
    assert.deepEqual(
      devices.map(({ id }) => id),
      left,
    );
    assert.deepEqual(new Set(invitations.map(({ by }) => by)), new Set(left));
    assert.deepEqual(
      reservations.map(({ name }) => name),
      ['person1', 'person3', 'person7'],
    );
    assert.equal(nextAccount, PEOPLE + 1);
    assert.ok(waiting.every(({ account, from }) => left.includes(account) && left.includes(from)));
  });

  test('takes its messages under way with it', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await one.stored(account(1, 'secret'));
    await one.stored(account(2));
    await one.stored(message(2, 1, 'stays'));
    const device = { id: 1, account: 1, label: 'late', token: 'latetoken', createdAt: 1 };
    await Promise.all([
      one.append(message(1, 2, 'earlytext', { waits: true })),
      one.append(removed(1)),
      one.append(message(1, 2, 'latetext', { waits: true })),
      one.append(message(2, 1, 'also stays', { waits: true })),
      one.append(account(1, 'latesecret')),
      one.append({ kind: 'device', device }),
    ]);
    await one.store.erased();
    assert.deepEqual(texts(await one.history(1, 2)), ['stays', 'also stays']);
    await one.close();
    for (const [name, bytes] of contents(folder)) {
      assert.doesNotMatch(
        bytes.toString('latin1'),
        /earlytext|latetext|latesecret|latetoken/,
        name,
      );
    }
    const { store } = await openStore(folder);
    assert.deepEqual(
      store.stored.accounts.map(({ id }) => id),
      [2],
    );
    assert.deepEqual(store.stored.waiting, []);
    assert.deepEqual(store.stored.devices, []);
  });

  test('is erased after a restart when the erasure was interrupted', async (t) => {
    const { folder, copy, rounds } = await cutOff(t);
    const two = await openStore(copy);
    await two.store.erased();
    assert.deepEqual(traces(copy, 5, rounds), []);
    assert.deepEqual(texts(await two.search(6, [mark(5, 'text', 1)])), []);
    assert.equal(texts(await two.search(6, ['common'], { from: 7, limit: 2 }))?.length, 2);
    assert.notEqual(folder, copy);
  });

  test('is erased once a full disk has room again', async (t) => {
    const faults = newFaults();
    const folder = temporaryFolder(t);
    const one = await openStore(folder, {}, { faults });
    await populate(one, 20);
    await one.stored(removed(5));
    faults[0] = 13;
    assert.equal((await one.append(removed(6))).kind, 'failed');
    faults[0] = 0;
    await one.stored(removed(6));
    await one.store.erased();
    for (const id of [5, 6]) assert.deepEqual(traces(folder, id, 20), []);
  });

  test('has the bytes of its texts reported as released', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(account(1));
    await one.stored(message(1, 2, 'twelve bytes'));
    let released = 0;
    one.store.released = (id, bytes) => {
      assert.equal(id, 1);
      released += bytes;
    };
    await one.stored(removed(1));
    await one.store.erased();
    assert.equal(released, 12);
  });
});

describe('the record of erasures', () => {
  test('has ids, and erases again from an older backup', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await populate(one, 20);
    await one.close();
    const backup = temporaryFolder(t);
    cpSync(join(folder, 'chinwag.db'), join(backup, 'chinwag.db'));

    const two = await openStore(folder);
    await two.stored(removed(4));
    await two.stored(account(PEOPLE + 1));
    await two.stored(removed(PEOPLE + 1));
    const record = contents(folder).get('erasures.jsonl')?.toString() ?? '';
    assert.match(
      record,
      /^\{"store":"[0-9a-f-]{36}","account":4\}\n\{"store":"[^"]+","account":13\}\n$/,
    );
    await two.close();

    // Lines of other stores and malformed lines mean nothing.
    const noise = '{"store":"another","account":2}\n[]\nnull\n{"account":2}\n{"store":';
    writeFileSync(join(backup, 'erasures.jsonl'), `${record}${noise}`);
    const three = await openStore(backup);
    await three.store.erased();
    assert.deepEqual(traces(backup, 4, 20), []);
    const { accounts, nextAccount, reservations } = three.store.stored;
    assert.equal(accounts.length, PEOPLE - 1);
    // Otherwise the next restore would remove somebody else.
    assert.equal(nextAccount, PEOPLE + 2);
    assert.deepEqual(
      reservations.map(({ name }) => name),
      ['person4'],
    );
    await three.stored(removed(2));
    const lines = contents(backup).get('erasures.jsonl')?.toString().split('\n') ?? [];
    assert.match(lines.at(-2) ?? '', /^\{"store":"[0-9a-f-]{36}","account":2\}$/);
  });

  test('is made again from the log when it is missing', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await populate(one, 2);
    await one.stored(removed(4));
    await one.store.erased();
    await one.close();
    rmSync(join(folder, 'erasures.jsonl'));
    const two = await openStore(folder);
    await two.stored(removed(5));
    await two.store.erased();
    assert.equal(contents(folder).get('erasures.jsonl')?.toString().split('\n').length, 3);
  });
});

describe('messages with a retention', () => {
  test('are gone after that time', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await populate(one, 100);
    const [, middle] = (await one.history(1, 2, { limit: 2 }))?.messages ?? [];
    assert.ok(middle);
    await one.close();
    const ageMs = await until(
      () => Date.now() - middle.at > 20 && Date.now() - middle.at,
      () => 'a little time',
    );
    const two = await openStore(folder, { keepMessagesMs: ageMs / 2 });
    await two.store.erased();
    assert.deepEqual(texts(await two.history(1, 2)), []);
    assert.deepEqual(texts(await two.search(1, ['common'])), []);
    for (const [name, bytes] of contents(folder)) {
      assert.doesNotMatch(bytes.toString('latin1'), /common|text\d/, name);
    }
    // Ids are not reused.
    const next = await two.stored(message(1, 2, 'new'));
    assert.ok(next > middle.id);
    await two.close();
    const three = await openStore(folder);
    assert.equal(three.store.stored.accounts.find(({ id }) => id === 5)?.storedBytes, 0);
    assert.deepEqual(texts(await three.search(1, ['new'])), ['new']);
  });
});

/** A folder left by a crash during an erasure. */
async function cutOff(t: TestContext) {
  const folder = temporaryFolder(t);
  const one = await openStore(folder);
  const rounds = 200;
  await populate(one, rounds);
  await one.search(1, ['common']);
  await one.stored(removed(5));
  const copy = temporaryFolder(t);
  for (const name of ['search.db', 'search.db-wal', 'chinwag.db', 'chinwag.db-wal']) {
    cpSync(join(folder, name), join(copy, name));
  }
  assert.notDeepEqual(traces(copy, 5, rounds), []);
  return { folder, copy, rounds };
}
