/** Messages after they were sent: edited, deleted, reacted to, pinned; and their traces in the files. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import {
  account,
  contents,
  deleted,
  edited,
  member,
  message,
  type Opened,
  openStore,
  pin,
  reaction,
  removed,
  room,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { until } from '../../../test/support/until.ts';
import type { AuditRecord } from '../../chat/records.ts';
import { checkSearch } from '../search/search-check.ts';
import { copyDatabase } from '../transfer/backup.ts';
import { checkData } from '../transfer/check.ts';

async function withRoom(one: Opened): Promise<void> {
  for (let id = 1; id <= 3; id++) await one.stored(account(id));
  await one.stored(room(1, [1]));
  await one.stored(member(1, 2));
  await one.stored(member(1, 3));
}

describe('an edited message', () => {
  test('has its current text, and its earlier ones', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    for (const to of [2, -1]) {
      const id = await one.stored(message(1, to, 'lunhc', { more: { mentions: [] } }));
      await one.stored(message(1, to, 'next'));
      await one.stored(edited(id, 1, 'lunch'));
      await one.stored(edited(id, 1, 'dinner'));
      const page = await one.history(2, to === 2 ? 1 : to);
      assert.deepEqual(texts(page), ['dinner', 'next']);
      const [first, second] = page?.messages ?? [];
      assert.ok((first?.more?.editedAt ?? 0) >= (first?.at ?? 0));
      assert.equal(second?.more, undefined);
      assert.deepEqual(await one.revisions(id), ['lunhc', 'lunch', 'dinner']);
    }
    // Revisions of a missing message, and of one that was never edited.
    await one.stored(edited(999, 1, 'nothing'));
    assert.deepEqual(await one.revisions(999), []);
    const plain = await one.stored(message(1, 2, 'plain'));
    assert.deepEqual(await one.revisions(plain), ['plain']);
  });

  test('is found by its current text, in its old position', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(1, -1, 'lunch 朝食'));
    const later = await one.stored(message(1, -1, 'dinner later'));
    const found = async (at: Opened, word: string, query = {}) =>
      texts(await at.search(2, [word], { rooms: [1], ...query }));
    assert.deepEqual(await found(one, 'lunch'), ['lunch 朝食']);
    await one.stored(edited(id, 1, 'brunch'));
    await one.stored(edited(id, 1, 'dinner 夕食'));
    assert.deepEqual(await found(one, 'lunch'), []);
    assert.deepEqual(await found(one, 'brunch'), []);
    assert.deepEqual(await found(one, '朝食'), []);
    assert.deepEqual(await found(one, '夕食'), ['dinner 夕食']);
    assert.deepEqual(await found(one, 'dinner'), ['dinner later', 'dinner 夕食']);
    // The next page begins where this one ends.
    assert.deepEqual(await found(one, 'dinner', { beneath: later }), ['dinner 夕食']);
    await one.close();
    assert.deepEqual([...checkSearch(folder, { lookedFor: 0 })], []);
    // A rebuilt index takes in everything at once.
    const index = new DatabaseSync(join(folder, 'search.db'));
    index.exec('PRAGMA user_version = 1');
    index.close();
    const two = await openStore(folder);
    assert.deepEqual(await found(two, 'dinner'), ['dinner later', 'dinner 夕食']);
    assert.deepEqual(await found(two, 'brunch'), []);
    await two.stored(edited(id, 1, 'supper'));
    assert.deepEqual(await found(two, 'dinner'), ['dinner later']);
    assert.deepEqual(await found(two, 'supper'), ['supper']);
  });

  test('leaves no earlier text where those are not kept', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(1, -1, 'firstzqx words'));
    await one.stored(edited(id, 1, 'secondzqx words'));
    await one.search(1, ['words'], { rooms: [1] });
    await one.close();
    assert.notDeepEqual(traces(folder, /firstzqx/), []);
    // It was kept until now.
    const two = await openStore(folder, { keepEdits: false });
    await two.store.erased();
    assert.deepEqual(traces(folder, /firstzqx/), []);
    assert.deepEqual(await two.revisions(id), ['secondzqx words']);
    let released = 0;
    two.store.released = (who, bytes) => {
      assert.equal(who, 1);
      released += bytes;
    };
    await two.stored(edited(id, 1, 'thirdzqx words'));
    await two.store.erased();
    assert.equal(released, 'secondzqx words'.length);
    assert.deepEqual(traces(folder, /secondzqx/), []);
    assert.deepEqual(await two.revisions(id), ['thirdzqx words']);
    assert.deepEqual(texts(await two.history(2, -1)), ['thirdzqx words']);
    assert.deepEqual(texts(await two.search(2, ['words'], { rooms: [1] })), ['thirdzqx words']);
    await two.close();
    assert.deepEqual(found(folder), []);
    const { stored } = (await openStore(folder)).store;
    assert.equal(stored.accounts[0]?.storedBytes, 'thirdzqx words'.length);
  });
});

describe('a deleted message', () => {
  test('is a tombstone, and its texts are gone from all files', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(1, -1, 'firstzqx words', { key: 'k' }));
    const guest = await one.stored(
      message(0, -1, 'guestzqx', { more: { guest: 'Zoe', reply: id } }),
    );
    const direct = await one.stored(message(1, 2, 'directzqx words'));
    await one.stored(message(1, -1, 'other words'));
    await one.stored(edited(id, 1, 'secondzqx words', [2]));
    await one.stored(edited(id, 1, 'thirdzqx words', [2]));
    for (const each of [id, guest]) {
      await one.stored(reaction(each, 2, '👍'));
      await one.stored(pin(1, each));
    }
    await one.search(1, ['words'], { rooms: [1] });
    const released = new Map<number, number>();
    one.store.released = (who, bytes) => {
      released.set(who, (released.get(who) ?? 0) + bytes);
    };
    for (const each of [id, guest, direct]) await one.stored(deleted(each, 1));
    // The setting applies from then on.
    const look = async (at: Opened) => {
      const page = await at.history(2, -1);
      assert.deepEqual(texts(page), ['', '', 'other words']);
      assert.deepEqual(
        page?.messages.map(({ from, more }) => [from, more?.deleted, more?.guest, more?.reply]),
        [
          [1, true, null, null],
          [0, true, 'Zoe', id],
          [1, undefined, undefined, undefined],
        ],
      );
      assert.deepEqual(
        page?.messages.map(({ more }) => more?.reactions),
        [[], [], undefined],
      );
      assert.deepEqual(texts(await at.history(2, 1)), ['']);
      assert.deepEqual(await at.revisions(id), []);
      assert.deepEqual(await at.reactions(id), []);
      assert.deepEqual(texts(await at.pins(2, 1)), []);
      assert.deepEqual(texts(await at.search(2, ['words'], { rooms: [1] })), ['other words']);
      assert.deepEqual(texts(await at.search(2, [], { rooms: [1] })), ['other words']);
      assert.equal((await at.message(id))?.deleted, true);
    };
    await look(one);
    await one.store.erased();
    await look(one);
    assert.deepEqual(traces(folder, /zqx/), []);
    assert.deepEqual([...released].sort(), [
      [0, 'guestzqx'.length],
      [1, 14 + 15 + 14 + 15],
    ]);
    // A deleted message stays deleted.
    await one.stored(edited(id, 1, 'againzqx'));
    await one.stored(reaction(id, 2, '👍'));
    assert.equal((await one.append(message(1, -1, 'againzqx', { key: 'k' }))).kind, 'repeated');
    await look(one);
    await one.close();
    assert.deepEqual(traces(folder, /zqx/), []);
    assert.deepEqual(words(folder), ['other', 'words']);
    assert.deepEqual(found(folder), []);
    assert.deepEqual([...checkSearch(folder, { lookedFor: 0 })], []);
    const two = await openStore(folder);
    await look(two);
    assert.equal(two.store.stored.accounts[0]?.storedBytes, 'other words'.length);
    assert.equal(two.store.stored.guestBytes, 0);
  });
});

describe('a backup', () => {
  test('has no just deleted texts, nor any of a room being removed', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    await one.stored(room(2, [1]));
    const id = await one.stored(message(1, -1, 'firstzqx'));
    await one.stored(edited(id, 1, 'secondzqx'));
    await one.stored(message(1, -1, 'stays'));
    for (let i = 0; i < 1000; i++) one.store.append(message(1, -2, `roomzqx ${i}`), () => {});
    await Promise.all([
      one.append({ kind: 'room-removed', room: 2, audit: null }),
      one.append(deleted(id, 1)),
    ]);
    const backup = temporaryFolder(t);
    copyDatabase(folder, join(backup, 'chinwag.db'));
    assert.deepEqual(traces(backup, /zqx/), []);
    const two = await openStore(backup);
    await two.store.erased();
    assert.deepEqual(texts(await two.history(2, -1)), ['', 'stays']);
    await two.close();
    assert.deepEqual(found(backup), []);
  });
});

describe('reactions and pins', () => {
  test('are there until they are removed', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(1, -1, 'hello'));
    const other = await one.stored(message(1, -1, 'earlier'));
    for (const [who, emoji] of [
      [1, '👍'],
      [2, '🎉'],
      [2, '👍'],
      [2, '👍'],
    ] as const) {
      await one.stored(reaction(id, who, emoji));
    }
    const shown = async (who: number) =>
      (await one.history(who, -1, { limit: 2 }))?.messages[0]?.more?.reactions;
    assert.deepEqual(await shown(1), [
      { emoji: '👍', count: 2, mine: true },
      { emoji: '🎉', count: 1, mine: false },
    ]);
    await one.stored(reaction(id, 1, '👍', false));
    assert.deepEqual(await shown(3), [
      { emoji: '🎉', count: 1, mine: false },
      { emoji: '👍', count: 1, mine: false },
    ]);
    assert.deepEqual(await one.reactions(id), [
      { emoji: '🎉', account: 2 },
      { emoji: '👍', account: 2 },
    ]);
    for (let i = 0; i < 20; i++) await one.stored(reaction(other, 1, `${i}`));
    assert.equal((await one.history(1, -1))?.messages[1]?.more?.reactions.length, 8);
    await one.stored(pin(1, other));
    await one.stored(pin(1, id));
    assert.deepEqual(texts(await one.pins(2, 1)), ['hello', 'earlier']);
    assert.equal((await one.history(1, -1))?.messages[0]?.more?.pinned, true);
    await one.stored(pin(1, id, false));
    // A message of another room.
    await one.stored(room(2));
    await one.stored(pin(2, id));
    assert.deepEqual(texts(await one.pins(2, 2)), []);
    assert.deepEqual(texts(await one.pins(2, 1)), ['earlier']);
  });
});

describe('a removed room', () => {
  test('leaves no message of anybody', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    await one.stored(room(2, [1]));
    const id = await one.stored(message(1, -1, 'onezqx', { more: { mentions: [2] } }));
    await one.stored(edited(id, 1, 'editzqx', [2]));
    await one.stored(message(0, -1, 'guestzqx', { more: { guest: 'Namezqx' } }));
    for (let i = 0; i < 600; i++) one.store.append(message(2, -1, `manyzqx ${i}`), () => {});
    await one.stored(message(1, -2, 'stays'));
    await one.stored(message(1, 2, 'stays too'));
    await one.stored(pin(1, id));
    await one.stored(reaction(id, 3, '👍'));
    const ban = { room: 1, account: null, name: 'x', address: null, until: 9e12 };
    await one.stored({ kind: 'ban', ban, audit: null });
    await one.search(1, ['onezqx'], { rooms: [1] });
    await Promise.all([
      one.append({ kind: 'room-removed', room: 1, audit: null }),
      one.append(message(3, -1, 'latezqx')),
      one.append(member(1, 3)),
    ]);
    await one.store.erased();
    assert.deepEqual(texts(await one.history(1, -1)), []);
    assert.equal(await one.message(id), null);
    assert.deepEqual(texts(await one.history(1, -2)), ['stays']);
    assert.deepEqual(texts(await one.search(1, ['stays'], { rooms: [1, 2] })), [
      'stays too',
      'stays',
    ]);
    assert.deepEqual(traces(folder, /zqx/), []);
    await one.close();
    assert.deepEqual(traces(folder, /zqx/), []);
    assert.deepEqual(words(folder), ['stays', 'too']);
    assert.deepEqual(found(folder), []);
    const { stored } = (await openStore(folder)).store;
    assert.deepEqual(
      [stored.rooms.map((each) => each.id), stored.members.length, stored.bans],
      [[2], 1, []],
    );
    assert.deepEqual(
      stored.accounts.map(({ storedBytes }) => storedBytes),
      [14, 0, 0],
    );
  });
});

describe('a removed person', () => {
  test('leaves no message in rooms, nor any edit', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(2, -1, 'onezqx', { key: 'keyzqx' }));
    await one.stored(edited(id, 2, 'editzqx'));
    const direct = await one.stored(message(2, 1, 'directzqx'));
    await one.stored(edited(direct, 2, 'direct editzqx'));
    await one.stored(message(2, 1, 'hiddenzqx', { more: { hidden: true } }));
    await one.stored(reaction(id, 3, '👍'));
    await one.stored(message(1, -1, 'stays'));
    const audit = record({ by: 2, byName: 'Bobzqx', whom: 'person3', detail: 'reasonzqx' });
    await one.stored({ kind: 'member-removed', room: 1, account: 3, ban: null, audit });
    const of = record({ by: 1, byName: 'person1', whom: 'Bobzqx', detail: 'aboutzqx' });
    const muted = { room: 1, account: 2, role: 'member', voice: false, mutedUntil: 9e12 } as const;
    await one.stored({ kind: 'member', member: muted, audit: of });
    const ban = { room: 1, account: 2, name: 'Bobzqx', address: null, until: 9e12 };
    await one.stored({ kind: 'ban', ban, audit: { ...of, what: 'ban' } });
    await one.stored({ kind: 'unban', room: 1, name: 'Bobzqx', audit: { ...of, what: 'unban' } });
    await one.stored({ kind: 'deleted', message: direct, by: 1, audit: { ...of, what: 'delete' } });
    await one.search(1, ['stays'], { rooms: [1] });
    assert.equal((await one.audit())?.length, 5);
    await one.stored(removed(2));
    await one.store.erased();
    assert.deepEqual(traces(folder, /zqx/), []);
    const entries = (await one.audit()) ?? [];
    assert.deepEqual(
      entries.map(({ by, byName, whomId, whom, detail }) => [by, byName, whomId, whom, detail]),
      [
        ...Array.from({ length: 4 }, () => [1, 'person1', 2, null, null]),
        // The id stays.
        [2, '', 3, 'person3', null],
      ],
    );
    assert.deepEqual(texts(await one.history(1, -1)), ['stays']);
    await one.close();
    assert.deepEqual(traces(folder, /zqx/), []);
    assert.deepEqual(words(folder), ['stays']);
    assert.deepEqual(found(folder), []);
  });
});

describe('the audit log', () => {
  test('is read newest first, of one room or of all', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    const all: number[] = [];
    for (let i = 0; i < 6; i++) {
      const audit = record({ room: i % 2, roomName: i % 2 === 0 ? '' : '#room1', detail: `${i}` });
      all.push(await one.stored({ kind: 'audit', audit }));
    }
    const details = async (before: number | null, inRoom: number | null, limit: number) =>
      (await one.audit(before, inRoom, limit))?.map(({ detail }) => detail).join('');
    assert.equal(await details(null, null, 50), '543210');
    assert.equal(await details(all[3] ?? 0, null, 2), '21');
    assert.equal(await details(null, 1, 50), '531');
    assert.equal(await details(all[3] ?? 0, 1, 50), '1');
    const [entry] = (await one.audit(null, null, 1)) ?? [];
    const { id, at, whomId, ...rest } = entry ?? {};
    assert.equal(whomId, null);
    assert.ok(id === all[5] && at !== undefined);
    assert.deepEqual(rest, record({ room: 1, roomName: '#room1', detail: '5' }));
  });
});

describe('a message past its retention', () => {
  test('goes with all its rows', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(1, -1, 'onezqx', { more: { mentions: [2] } }));
    await one.stored(message(0, -1, 'guestzqx', { more: { guest: 'Namezqx' } }));
    await one.stored(reaction(id, 3, '👍'));
    await one.stored(pin(1, id));
    const tombstone = await one.stored(message(1, -1, 'gonezqx'));
    await one.stored(deleted(tombstone, 1));
    const edit = await one.stored(edited(id, 1, 'editzqx', [2]));
    const { at = 0 } = (await one.history(1, -1))?.messages[0] ?? {};
    await one.close();
    const age = await until(
      () => Date.now() - at > 40 && Date.now() - at,
      () => 'a little time',
    );
    const two = await openStore(folder, { keepMessagesMs: age / 4 });
    await two.store.erased();
    assert.deepEqual(texts(await two.history(1, -1)), []);
    assert.deepEqual(await two.unread(2), []);
    assert.deepEqual(await two.reactions(id), []);
    assert.deepEqual(traces(folder, /zqx/), []);
    assert.equal(two.store.stored.members.length, 3);
    assert.ok((await two.stored(message(1, -1, 'new'))) > edit);
    await two.close();
    assert.deepEqual(found(folder), []);
  });
});

function record(some: Partial<AuditRecord>): AuditRecord {
  const nothing = { by: 1, byName: 'person1', room: 1, roomName: '#room1', what: 'kick' };
  return { ...nothing, whom: null, detail: null, ...some };
}

/** The files that contain `what`. */
function traces(folder: string, what: RegExp): string[] {
  return [...contents(folder)]
    .filter(([, bytes]) => what.test(bytes.toString('latin1')))
    .map(([name]) => name);
}

/** The words in the search index, whatever its bytes contain. */
function words(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'search.db'));
  try {
    database.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'col')`);
    const terms = database.prepare(`SELECT term FROM vocabulary WHERE col = 'text'`).all();
    return terms.map(({ term }) => String(term));
  } finally {
    database.close();
  }
}

/** The problems that `check` finds. */
function found(folder: string): string[] {
  const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
  return [...checkData(folder, counts)];
}
