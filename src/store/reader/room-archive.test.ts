/** Random operations in rooms, compared with a model that keeps everything in lists. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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
  pin,
  reaction,
  removed,
  room,
  temporaryFolder,
} from '../../../test/support/store/stores.ts';
import { checkSearch } from '../search/search-check.ts';
import { checkData } from '../transfer/check.ts';

const PEOPLE = 4;
const ROOMS = 2;
const WORDS = ['lunch', 'dinner', '朝食', 'notes'];

interface Said {
  readonly id: number;
  /** 0: a guest. */
  readonly from: number;
  readonly room: number;
  /** Oldest first. */
  readonly texts: string[];
  mentions: readonly number[];
  deleted: boolean;
  /** Accounts that reacted, in order. */
  reactions: number[];
  pinned: boolean;
}

/** The rules in their plainest form. */
class Model {
  readonly said: Said[] = [];
  /** Read markers, by `account/room`. */
  readonly members = new Map<string, number>();
  readonly blocks = new Set<string>();

  seen(who: number, inRoom: number): Said[] {
    return this.said.filter((one) => one.room === inRoom && !this.blocks.has(`${who}/${one.from}`));
  }

  unread(who: number) {
    const counts = [];
    for (let inRoom = 1; inRoom <= ROOMS; inRoom++) {
      const read = this.members.get(`${who}/${inRoom}`);
      if (read === undefined) continue;
      const theirs = this.seen(who, inRoom).filter(
        (one) => one.id > read && one.from !== who && !one.deleted,
      );
      if (theirs.length === 0) continue;
      const mentions = theirs.filter((one) => one.mentions.includes(who)).length;
      const newest = this.said.findLast((one) => one.room === inRoom)?.id ?? 0;
      counts.push({ peer: -inRoom, count: theirs.length, mentions, newest, read });
    }
    return counts.sort((a, b) => b.newest - a.newest);
  }

  found(who: number, word: string, rooms: readonly number[]): number[] {
    return rooms
      .flatMap((one) => this.seen(who, one))
      .filter((one) => !one.deleted && one.texts.at(-1)?.includes(word))
      .map(({ id }) => id)
      .sort((a, b) => b - a);
  }
}

interface Step {
  readonly what: string;
  readonly who: number;
  readonly other: number;
  readonly room: number;
  readonly pick: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    ...['say', 'say', 'say', 'guest', 'edit', 'delete', 'react', 'unreact', 'pin', 'unpin'],
    ...['join', 'leave', 'read', 'block', 'unblock'],
  ),
  who: fc.integer({ min: 1, max: PEOPLE }),
  other: fc.integer({ min: 1, max: PEOPLE }),
  room: fc.integer({ min: 1, max: ROOMS }),
  pick: fc.nat(),
});

test('rooms in storage are as in the model', async (t) => {
  const folder = temporaryFolder(t);
  let one = await openStore(folder);
  for (let id = 1; id <= PEOPLE; id++) await one.stored(account(id));
  for (let id = 1; id <= ROOMS; id++) await one.stored(room(id));
  const model = new Model();
  // One store for all runs, which only grows: any state is as good a start as an empty one.
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 1, max: PEOPLE }),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(...WORDS),
      async (steps, who, limit, word) => {
        for (const each of steps) await act(one, model, each);
        for (let inRoom = 1; inRoom <= ROOMS; inRoom++) await look(one, model, who, inRoom, limit);
        assert.deepEqual(await one.unread(who), model.unread(who));
        for (const rooms of [[], [1], [1, 2]]) {
          const found = await one.search(who, [word], { rooms, limit: 1000 });
          assert.deepEqual(ids(found), model.found(who, word, rooms));
        }
      },
    ),
    { numRuns: 50 },
  );
  await one.store.erased();
  await one.close();
  const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
  assert.deepEqual([...checkData(folder, counts)], []);
  assert.deepEqual([...checkSearch(folder, { lookedFor: 0 })], []);
  one = await openStore(folder, { keepEdits: false });
  await one.store.erased();
  for (let who = 1; who <= PEOPLE; who++) {
    for (let inRoom = 1; inRoom <= ROOMS; inRoom++) await look(one, model, who, inRoom, 8);
    assert.deepEqual(await one.unread(who), model.unread(who));
    for (const word of WORDS) {
      const found = await one.search(who, [word], { rooms: [1, 2], limit: 1000 });
      assert.deepEqual(ids(found), model.found(who, word, [1, 2]));
    }
  }
  const bytes = new Map<number, number>();
  for (const { from, texts, deleted: gone } of model.said) {
    const now = gone ? 0 : Buffer.byteLength(texts.at(-1) ?? '');
    bytes.set(from, (bytes.get(from) ?? 0) + now);
  }
  await one.close();
  assert.deepEqual([...checkData(folder, counts)], []);
  one = await openStore(folder);
  for (const { id, storedBytes } of one.store.stored.accounts) {
    assert.equal(storedBytes, bytes.get(id) ?? 0);
  }
});

async function act(one: Opened, model: Model, given: Step) {
  const { what, who, other, room: inRoom, pick } = given;
  const text = `${WORDS[pick % WORDS.length]} ${WORDS[(pick >> 2) % WORDS.length]}`;
  const mentions = pick % 3 === 0 ? [other, who] : [];
  const said = model.said[pick % Math.max(1, model.said.length)];
  const key = `${who}/${inRoom}`;
  if (what === 'say' || what === 'guest') {
    const from = what === 'say' ? who : 0;
    const guest = from === 0 ? { guest: `guest ${pick % 3}` } : {};
    const id = await one.stored(message(from, -inRoom, text, { more: { ...guest, mentions } }));
    const nothing = { deleted: false, reactions: [], pinned: false };
    model.said.push({ id, from, room: inRoom, texts: [text], mentions, ...nothing });
  } else if (what === 'join') {
    const id = await one.stored(member(inRoom, who));
    if (!model.members.has(key)) model.members.set(key, id);
  } else if (what === 'leave') {
    await one.stored(left(inRoom, who));
    model.members.delete(key);
  } else if (what === 'read') {
    await one.append({ kind: 'read', account: who, peer: -inRoom, upTo: said?.id ?? 0 });
    const read = model.members.get(key);
    const upTo = model.said.findLast((one) => one.room === inRoom && one.id <= (said?.id ?? 0));
    if (read !== undefined) model.members.set(key, Math.max(read, upTo?.id ?? 0));
  } else if (what === 'block' || what === 'unblock') {
    if (who === other) return;
    await one.append(block(who, other, what === 'block'));
    if (what === 'block') model.blocks.add(`${who}/${other}`);
    else model.blocks.delete(`${who}/${other}`);
  } else if (said !== undefined) {
    await actOn(one, said, what, who, text, mentions);
  }
}

/** Operations on a deleted message change nothing; they are tried too. */
async function actOn(
  one: Opened,
  said: Said,
  what: string,
  who: number,
  text: string,
  mentions: number[],
) {
  const { id, from, room: inRoom } = said;
  if (what === 'edit') {
    await one.append(edited(id, from, text, mentions));
    if (said.deleted) return;
    said.texts.push(text);
    said.mentions = mentions;
  } else if (what === 'delete') {
    await one.append(deleted(id, who));
    said.deleted = true;
    said.reactions = [];
    said.pinned = false;
  } else if (what === 'react') {
    await one.append(reaction(id, who, '👍'));
    if (!said.deleted && !said.reactions.includes(who)) said.reactions.push(who);
  } else if (what === 'unreact') {
    await one.append(reaction(id, who, '👍', false));
    said.reactions = said.reactions.filter((each) => each !== who);
  } else {
    await one.append(pin(inRoom, id, what === 'pin'));
    if (what === 'unpin') said.pinned = false;
    else if (!said.deleted) said.pinned = true;
  }
}

function counted(by: readonly number[], who: number) {
  return by.length === 0 ? [] : [{ emoji: '👍', count: by.length, mine: by.includes(who) }];
}

async function look(one: Opened, model: Model, who: number, inRoom: number, limit: number) {
  const expected = model.seen(who, inRoom);
  const page = await one.history(who, -inRoom, { limit });
  assert.equal(page?.more, expected.length > limit);
  const shown = page?.messages.map(({ id, from, text, more }) => ({
    id,
    from,
    text: new TextDecoder().decode(text),
    edited: (more?.editedAt ?? null) !== null,
    deleted: more?.deleted ?? false,
    pinned: more?.pinned ?? false,
    reactions: more?.reactions ?? [],
  }));
  const wanted = expected.slice(-limit).map((each) => ({
    id: each.id,
    from: each.from,
    text: each.deleted ? '' : (each.texts.at(-1) ?? ''),
    edited: !each.deleted && each.texts.length > 1,
    deleted: each.deleted,
    pinned: each.pinned,
    reactions: counted(
      each.reactions.filter((by) => !model.blocks.has(`${who}/${by}`)),
      who,
    ),
  }));
  assert.deepEqual(shown, wanted);
  const pinned = await one.pins(who, inRoom);
  assert.deepEqual(
    ids(pinned),
    expected
      .filter((each) => each.pinned)
      .map(({ id }) => id)
      .slice(0, 50),
  );
}

test('messages of a removed account are neither unread nor on a page, from the removal on', async (t) => {
  const one = await openStore(temporaryFolder(t));
  for (let who = 1; who <= 3; who++) await one.stored(account(who));
  await one.stored(room(1, [1, 2, 3]));
  const said = (who: number) => one.stored(message(who, -1, 'hi'));
  const newest = await said(2);
  // So many that they are still being erased at the time of the question.
  await Promise.all(Array.from({ length: 500 }, () => said(3)));
  await one.stored(removed(3));
  const page = await one.history(1, -1, { limit: 10 });
  const [unread, ...others] = (await one.unread(1)) ?? [];
  assert.deepEqual([unread?.peer, unread?.count, unread?.newest, others], [-1, 1, newest, []]);
  assert.deepEqual([ids(page), page?.more], [[newest], false]);
  await one.close();
});
