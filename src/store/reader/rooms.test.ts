/** Rooms: their members and messages; unread counts, search, and hidden messages. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  account,
  block,
  deleted,
  edited,
  ids,
  left,
  member,
  message,
  type Opened,
  openStore,
  reaction,
  removed,
  room,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { type BanRecord, FOREVER } from '../../chat/records.ts';
import type { UnreadCount } from '../../chat/stored/unread.ts';

/** Accounts 1 to 4, and room 1 with the first three. */
async function withRoom(one: Opened): Promise<void> {
  for (let id = 1; id <= 4; id++) await one.stored(account(id));
  await one.stored(room(1, [1]));
  await one.stored(member(1, 2));
  await one.stored(member(1, 3));
}

describe('a room', () => {
  test('is there after a restart, with its members', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    await one.stored(room(2, [2]));
    await one.stored(room(3, [1]));
    await one.stored({ kind: 'room-removed', room: 3, audit: null });
    const audit = null;
    const muted = {
      room: 1,
      account: 3,
      role: 'moderator',
      voice: false,
      mutedUntil: FOREVER,
    } as const;
    await one.stored({ kind: 'member', member: muted, audit });
    await one.stored(left(1, 2));
    await one.stored({ kind: 'room-invitation', room: 2, account: 4 });
    await one.stored({ kind: 'room-invitation', room: 2, account: 3 });
    await one.stored(member(2, 3));
    const ban = (name: string, until: number): BanRecord => ({
      room: 1,
      account: null,
      name,
      address: '192.0.2.1',
      until,
    });
    await one.stored({ kind: 'ban', ban: ban('Mallory', 9e12), audit });
    await one.stored({ kind: 'ban', ban: ban('Mallory', FOREVER), audit });
    await one.stored({ kind: 'ban', ban: ban('Trudy', FOREVER), audit });
    await one.stored({ kind: 'ban', ban: ban('Long ago', 1), audit });
    await one.stored({ kind: 'unban', room: 1, name: 'Trudy', audit });
    const person = { ...ban('person4', FOREVER), account: 4, address: null };
    await one.stored({ kind: 'member-removed', room: 1, account: 4, ban: person, audit });
    await one.stored(block(1, 2));
    await one.stored(block(1, 3));
    await one.stored(block(1, 3, false));
    await one.close();
    const { stored } = (await openStore(folder)).store;
    assert.deepEqual(
      stored.rooms.map(({ id, name, kept, guests, access }) => [id, name, kept, guests, access]),
      [
        [1, '#room1', true, true, 'public'],
        [2, '#room2', true, true, 'public'],
      ],
    );
    assert.equal(stored.nextRoom, 4);
    assert.deepEqual(stored.members, [
      { room: 1, account: 1, role: 'owner', voice: false, mutedUntil: 0 },
      muted,
      { room: 2, account: 2, role: 'owner', voice: false, mutedUntil: 0 },
      { room: 2, account: 3, role: 'member', voice: false, mutedUntil: 0 },
    ]);
    assert.deepEqual(stored.bans, [ban('Mallory', FOREVER), person]);
    assert.deepEqual(stored.roomInvitations, [{ room: 2, account: 4 }]);
    assert.deepEqual(stored.blocks, [{ account: 1, blocked: 2 }]);
  });

  test('keeps one ban of several spellings of a name, the one that holds longest', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const ban = { room: 1, account: null, name: 'Mallory', address: null, until: FOREVER };
    const shorter = { ...ban, until: FOREVER - 1 };
    // As earlier versions stored them.
    for (const name of ['mallory', 'MALLORY']) {
      await one.stored({ kind: 'ban', ban: { ...shorter, name }, audit: null });
    }
    await one.stored({ kind: 'ban', ban, audit: null });
    await one.close();
    const two = await openStore(folder);
    assert.deepEqual(two.store.stored.bans, [ban]);
    const other = { ...shorter, name: 'mallory' };
    await two.stored({ kind: 'ban', ban: other, audit: null, replaced: ['Mallory'] });
    await two.close();
    assert.deepEqual((await openStore(folder)).store.stored.bans, [other]);
  });

  test('has a history of all its messages, those of guests too', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    const first = await one.stored(message(1, -1, 'one'));
    // Keys of guests are independent of each other.
    await one.stored(message(0, -1, 'two', { key: 'k', more: { guest: 'Zoe' } }));
    await one.stored(message(0, -1, 'three', { key: 'k', more: { guest: 'Ann', reply: first } }));
    await one.stored(message(1, 2, 'elsewhere'));
    await one.stored(room(2, [1]));
    await one.stored(message(1, -2, 'in another'));
    await one.stored(message(2, -1, 'four'));
    const page = await one.history(3, -1);
    assert.deepEqual(texts(page), ['one', 'two', 'three', 'four']);
    assert.deepEqual(
      page?.messages.map(({ from, to, more }) => [from, to, more?.guest, more?.reply]),
      [
        [1, -1, undefined, undefined],
        [0, -1, 'Zoe', null],
        [0, -1, 'Ann', first],
        [2, -1, undefined, undefined],
      ],
    );
    assert.deepEqual(texts(await one.history(3, -1, { limit: 2 })), ['three', 'four']);
    const [, second = 0, third = 0] = ids(page) ?? [];
    const before = await one.history(3, -1, { before: { id: third }, limit: 1 });
    assert.deepEqual([texts(before), before?.more], [['two'], true]);
    const after = await one.history(3, -1, { after: { id: second }, limit: 5 });
    assert.deepEqual([texts(after), after?.more], [['three', 'four'], false]);
    assert.deepEqual(texts(await one.history(3, -2)), ['in another']);
    // Room messages are not missed: only direct messages are.
    assert.deepEqual(texts(await one.missed(2, 0)), ['elsewhere']);
    const { deleted: gone, ...owner } = (await one.message(third)) ?? {};
    assert.deepEqual(
      [gone, owner],
      [
        false,
        { id: third, from: 0, to: -1, guest: 'Ann', at: page?.messages[2]?.at, hidden: false },
      ],
    );
    assert.equal(await one.message(999), null);
    // Texts of guests count for no account.
    await one.close();
    const { accounts } = (await openStore(one.folder)).store.stored;
    assert.deepEqual(
      accounts.map(({ storedBytes }) => storedBytes),
      [3 + 9 + 10, 4, 0, 0],
    );
  });

  test('counts unread messages and mentions of its members', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    await one.stored(message(1, -1, 'before Dan came'));
    await one.stored(member(1, 4));
    assert.deepEqual(await one.unread(4), []);
    const hello = await one.stored(message(1, -1, 'hello', { more: { mentions: [1, 2, 4] } }));
    await one.stored(message(2, -1, 'my own', { more: { mentions: [4] } }));
    const newest = await one.stored(message(0, -1, 'a guest’s', { more: { guest: 'Zoe' } }));
    assert.deepEqual(counts(await one.unread(4)), [[-1, 3, 2, newest]]);
    assert.deepEqual(counts(await one.unread(2)), [[-1, 3, 1, newest]]);
    assert.deepEqual(counts(await one.unread(1)), [[-1, 2, 0, newest]]);
    await one.append({ kind: 'read', account: 4, peer: -1, upTo: hello });
    assert.deepEqual(counts(await one.unread(4)), [[-1, 2, 1, newest]]);
    // The position of a plain client counts for direct messages.
    one.store.note({ kind: 'received', account: 4, device: 0, upTo: newest });
    assert.deepEqual(counts(await one.unread(4)), [[-1, 2, 1, newest]]);
    await one.append({ kind: 'read', account: 4, peer: -1, upTo: 1e9 });
    assert.deepEqual(await one.unread(4), []);
    // Members who leave and come back start afresh.
    await one.stored(left(1, 3));
    assert.deepEqual(await one.unread(3), []);
    await one.stored(member(1, 3));
    assert.deepEqual(await one.unread(3), []);
    // A change of role is no new membership.
    const late = await one.stored(message(1, -1, 'late'));
    const moderator = {
      room: 1,
      account: 3,
      role: 'moderator',
      voice: false,
      mutedUntil: 0,
    } as const;
    await one.stored({ kind: 'member', member: moderator, audit: null });
    assert.deepEqual(counts(await one.unread(3)), [[-1, 1, 0, late]]);
  });

  test('counts neither deleted messages nor edited-out mentions', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    const first = await one.stored(message(1, -1, 'hey you', { more: { mentions: [2] } }));
    const second = await one.stored(message(1, -1, 'x', { more: { mentions: [2] } }));
    assert.deepEqual(counts(await one.unread(2)), [[-1, 2, 2, second]]);
    await one.stored(edited(first, 1, 'nobody', []));
    assert.deepEqual(counts(await one.unread(2)), [[-1, 2, 1, second]]);
    await one.stored(edited(first, 1, 'you two', [2, 3]));
    assert.deepEqual(counts(await one.unread(3)), [[-1, 2, 1, second]]);
    await one.stored(deleted(second, 1));
    assert.deepEqual(counts(await one.unread(2)), [[-1, 1, 1, second]]);
    const direct = await one.stored(message(1, 2, 'taken back too'));
    await one.stored(deleted(direct, 1));
    assert.deepEqual(counts(await one.unread(2)), [[-1, 1, 1, second]]);
    assert.deepEqual(texts(await one.missed(2, 0)), []);
  });

  test('counts up to a limit', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    const all = await Promise.all(
      Array.from({ length: 1100 }, () =>
        one.stored(message(1, -1, 'x', { more: { mentions: [2] } })),
      ),
    );
    assert.deepEqual(counts(await one.unread(2)), [[-1, 1000, 1000, all.at(-1)]]);
  });

  test('shows no messages of people whom one blocks', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    await one.stored(message(1, -1, 'lunch with one', { more: { mentions: [3] } }));
    const last = await one.stored(message(2, -1, 'lunch with two', { more: { mentions: [3] } }));
    await one.stored({ kind: 'pin', room: 1, message: last, on: true, audit: null });
    await one.stored(message(2, 3, 'lunch of two'));
    assert.deepEqual(texts(await one.missed(3, 0, 10)), ['lunch of two']);
    await one.stored(block(3, 2));
    assert.deepEqual(texts(await one.missed(3, 0, 10)), []);
    assert.deepEqual(texts(await one.history(3, -1)), ['lunch with one']);
    assert.deepEqual(texts(await one.history(3, -1, { after: { id: 0 } })), ['lunch with one']);
    assert.deepEqual(texts(await one.history(1, -1)), ['lunch with one', 'lunch with two']);
    assert.deepEqual(
      counts(await one.unread(3)).map(([peer, count, mentions]) => [peer, count, mentions]),
      [[-1, 1, 1]],
    );
    assert.deepEqual(texts(await one.search(3, ['lunch'], { rooms: [1] })), [
      'lunch of two',
      'lunch with one',
    ]);
    assert.deepEqual(texts(await one.search(3, ['lunch'], { rooms: [1], with: -1 })), [
      'lunch with one',
    ]);
    assert.deepEqual(texts(await one.pins(3, 1)), []);
    assert.deepEqual(texts(await one.pins(1, 1)), ['lunch with two']);
    await one.stored(block(3, 2, false));
    assert.equal(texts(await one.history(3, -1))?.length, 2);
  });

  test('is searched only by its members', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withRoom(one);
    await one.stored(room(2, [4]));
    await one.stored(message(1, -1, 'lunch in one'));
    await one.stored(message(0, -1, '一緒にランチを食べよう', { more: { guest: 'Zoe' } }));
    await one.stored(message(4, -2, 'lunch in two'));
    await one.stored(message(1, 2, 'lunch of two people'));
    const found = async (who: number, query: object, ...phrases: string[]) =>
      texts(await one.search(who, phrases, query));
    assert.deepEqual(await found(2, { rooms: [1] }, 'lunch'), [
      'lunch of two people',
      'lunch in one',
    ]);
    assert.deepEqual(await found(3, { rooms: [1] }, 'lunch'), ['lunch in one']);
    assert.deepEqual(await found(3, {}, 'lunch'), []);
    assert.deepEqual(await found(3, { with: -1 }, 'lunch'), []);
    assert.deepEqual(await found(3, { rooms: [1, 2] }, 'lunch'), ['lunch in two', 'lunch in one']);
    assert.deepEqual(await found(3, { rooms: [1, 2], with: -2 }, 'lunch'), ['lunch in two']);
    assert.deepEqual(await found(3, { rooms: [1, 2], from: 1 }, 'lunch'), ['lunch in one']);
    assert.deepEqual(await found(3, { rooms: [1, 2], with: 2 }, 'lunch'), []);
    assert.deepEqual(await found(2, { rooms: [1], with: 1 }, 'lunch'), ['lunch of two people']);
    assert.deepEqual(await found(3, { rooms: [1] }, 'ランチ'), ['一緒にランチを食べよう']);
    assert.equal((await found(3, { rooms: [1], from: 0 }))?.length, 1);
    const many = Array.from({ length: 3000 }, (_, i) => i + 1);
    assert.equal((await found(3, { rooms: many }, 'lunch'))?.length, 2);
  });
});

describe('a hidden message', () => {
  test('exists only for its author', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    for (let id = 1; id <= 3; id++) await one.stored(account(id));
    await one.stored(message(1, 2, 'seen lunch'));
    const hidden = await one.stored(
      message(1, 2, 'unseen lunch', { waits: true, more: { hidden: true } }),
    );
    await one.stored(message(2, 1, 'answer'));
    assert.deepEqual(texts(await one.history(1, 2)), ['seen lunch', 'unseen lunch', 'answer']);
    assert.deepEqual(texts(await one.history(1, 2, { after: { id: 0 }, limit: 2 })), [
      'seen lunch',
      'unseen lunch',
    ]);
    assert.deepEqual(texts(await one.history(2, 1)), ['seen lunch', 'answer']);
    assert.deepEqual(texts(await one.missed(2, 0)), ['seen lunch']);
    assert.deepEqual(
      counts(await one.unread(2)).map(([peer, count]) => [peer, count]),
      [[1, 1]],
    );
    const lunch = ['seen lunch', 'unseen lunch'];
    for (const query of [{}, { with: 2 }, { from: 1 }]) {
      assert.deepEqual(texts(await one.search(1, ['lunch'], query)), lunch.toReversed());
    }
    for (const query of [{}, { with: 1 }, { from: 1 }, { with: 1, from: 1 }]) {
      assert.deepEqual(texts(await one.search(2, ['lunch'], query)), ['seen lunch']);
      assert.deepEqual(texts(await one.search(3, ['lunch'], query)), []);
    }
    assert.equal((await one.message(hidden))?.hidden, true);
    await one.stored(edited(hidden, 1, 'unseen dinner'));
    assert.deepEqual(texts(await one.search(1, ['dinner'])), ['unseen dinner']);
    assert.deepEqual(texts(await one.search(1, ['lunch'])), ['seen lunch']);
    assert.deepEqual(texts(await one.search(2, ['dinner'])), []);
    await one.close();
    const two = await openStore(folder);
    // It counts as if it waited, or its sender could tell by how many more may wait.
    assert.deepEqual(two.store.stored.waiting, [{ account: 2, from: 1, count: 1 }]);
    await two.stored(removed(1));
    await two.store.erased();
    assert.deepEqual(texts(await two.history(2, 1)), ['answer']);
  });
});

test('a hidden message is the newest of its conversation only for its author', async (t) => {
  const one = await openStore(temporaryFolder(t));
  for (let id = 1; id <= 2; id++) await one.stored(account(id));
  const said = await one.stored(message(1, 2, 'lunch?', { waits: true }));
  await one.stored(message(2, 1, 'soup?', { waits: true }));
  const hidden = await one.stored(message(2, 1, 'unseen', { waits: true, more: { hidden: true } }));
  assert.deepEqual(await one.unread(2), [{ peer: 1, count: 1, mentions: 0, newest: hidden }]);
  assert.deepEqual(await one.unread(1), [{ peer: 2, count: 1, mentions: 0, newest: said + 1 }]);
});

describe('a removed account', () => {
  test('leaves its rooms, and loses its reactions and all blocks', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withRoom(one);
    const id = await one.stored(message(1, -1, 'stays', { more: { mentions: [2] } }));
    await one.stored(message(2, -1, 'goes'));
    await one.stored(reaction(id, 2, '👍'));
    await one.stored(reaction(id, 3, '👍'));
    await one.stored(block(1, 2));
    await one.stored(block(2, 3));
    await one.stored({ kind: 'room-invitation', room: 1, account: 2 });
    await Promise.all([
      one.append(removed(2)),
      // These were under way at the time.
      one.append(message(2, -1, 'goes too')),
      one.append(member(1, 2)),
      one.append(reaction(id, 2, '🎉')),
      one.append(edited(id + 1, 2, 'also')),
      one.append(block(1, 2)),
    ]);
    await one.store.erased();
    assert.deepEqual(texts(await one.history(1, -1)), ['stays']);
    assert.deepEqual(await one.reactions(id), [{ emoji: '👍', account: 3 }]);
    await one.close();
    const { stored } = (await openStore(folder)).store;
    assert.deepEqual(
      stored.members.map((one) => one.account),
      [1, 3],
    );
    assert.deepEqual([stored.blocks, stored.roomInvitations], [[], []]);
  });
});

function counts(all: readonly UnreadCount[] | null): number[][] {
  return (all ?? []).map(({ peer, count, mentions, newest }) => [peer, count, mentions, newest]);
}
