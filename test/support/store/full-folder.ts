/**
 * Fills a data folder with rows in every table, in every variation. Tables that no change here writes to get rows from
 * what their columns name.
 */
import { type BanRecord, FOREVER, type RoomRecord } from '../../../src/chat/records.ts';
import type { Change } from '../../../src/chat/storage.ts';
import type { Table } from '../../../src/store/tables/table.ts';
import { emptyTables, fill } from './derived-rows.ts';
import { type Chance, randomChange, type Said } from './random-changes.ts';
import {
  account,
  deleted,
  edited,
  left,
  member,
  message,
  type Opened,
  openStore,
  pin,
  reaction,
  removed,
  room,
} from './stores.ts';

/** In years to come. */
export const LATER = 9e12;
/** Those that somebody or something is still under when all is done. */
const PEOPLE = 5;
const ROOMS = 4;
/** Those that are gone then; no number means anything else that is the same. */
export const GONE_PERSON = 7001;
export const GONE_ROOM = 8001;
/** What only somebody who is gone has written, or is called. */
export const GONE_WORD = 'zyxgone';

const STEPS = 250;

/** Fills `folder`; when it is done nothing is left to be erased. */
export async function populate(folder: string, random: Chance, keepEdits: boolean): Promise<void> {
  const one = await openStore(folder, { keepEdits, durability: 'relaxed' });
  for (const change of [...people(), ...places()]) await one.stored(change);
  const said: Said[] = [];
  const say = async (change: Change) => {
    const outcome = await one.append(change);
    if (change.kind !== 'message' || outcome.kind !== 'durable') return;
    said.push({ id: outcome.id, from: change.from, to: change.to });
  };
  for (let step = 0; step < STEPS; step++) {
    const change = randomChange({ random, people: PEOPLE, rooms: ROOMS, said });
    if (change !== null) await say(change);
  }
  await certainties(one);
  await goings(one, emptyTables(folder));
  await one.store.erased();
  await one.close();
}

/** As one is made of a password; no two words have the same, nor the same end. */
export function passwordRecord(word: string): string {
  const part = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=64,t=1,p=1$${part(`salt of ${word}`)}$${part(`the hash of ${word}`)}`;
}

function people(): Change[] {
  const changes: Change[] = [];
  for (const id of [1, 2, 3, 4, 5, GONE_PERSON]) {
    const first = account(id, passwordRecord(`person ${id}`));
    if (first.kind !== 'account') continue;
    const more = { operator: id === 1, notices: id !== 2, createdAt: 1000 + id };
    const name = id === GONE_PERSON ? GONE_WORD : `person${id}`;
    const reservation = { name: `old${id}`, until: LATER + id };
    changes.push(
      { ...first, account: { ...first.account, ...more, name }, reservation },
      { kind: 'device', device: { id, account: id, label: name, token: name, createdAt: id } },
      { kind: 'invitation', invitation: { code: `${name}code`, by: id, expiresAt: LATER } },
    );
  }
  // Who has no password.
  changes.push(account(5, null));
  return changes;
}

function places(): Change[] {
  return [1, 2, 3, 4, GONE_ROOM].map((id) => {
    const change = room(id, [id === GONE_ROOM ? GONE_PERSON : id]);
    if (change.kind !== 'room') throw new Error('no room');
    const variation: Partial<RoomRecord> = {
      topic: id === GONE_ROOM ? GONE_WORD : `about ${id}`,
      access: id % 2 === 0 ? 'private' : 'public',
      guests: id % 3 === 0,
      slow: 10 * id,
      topicLocked: id % 2 === 0,
      membersOnly: id % 3 === 0,
      moderated: id % 2 === 1,
      noCtcp: id % 3 === 1,
      createdAt: 2000 + id,
    };
    const by = { by: 1, byName: 'person1', room: id, roomName: `#room${id}` };
    const audit = { ...by, what: 'create', whom: null, detail: null };
    return { ...change, room: { ...change.room, ...variation }, audit };
  });
}

/** What chance may not come upon. */
async function certainties(one: Opened): Promise<void> {
  const seen = await one.stored(message(1, 2, 'seen', { key: 'a-key' }));
  await one.stored(edited(seen, 1, 'changed'));
  await one.stored({ ...edited(seen, 1, 'unseen'), hidden: true } as Change);
  await one.stored({ ...edited(seen, 1, 'unseen still'), hidden: true } as Change);
  await one.stored({ ...reaction(seen, 1, '🎈'), hidden: true } as Change);
  await one.stored(reaction(seen, 2, '🎉'));
  const alone = await one.stored(message(4, 3, 'alone', { more: { hidden: true } }));
  await one.stored(edited(alone, 4, 'alone, changed'));
  for (const mutedUntil of [LATER, FOREVER]) {
    const who = mutedUntil === LATER ? 3 : 4;
    const record = { room: 1, account: who, role: 'member', voice: who === 3, mutedUntil } as const;
    await one.stored({ kind: 'member', member: record, audit: null });
    await one.stored(left(1, who));
  }
  await one.stored(member(2, 3));
  await one.stored(left(4, 1));
  await one.stored({ kind: 'room-invitation', room: 4, account: 1 });
  await one.stored({ kind: 'block', account: 2, blocked: 1, on: true });
  await one.stored(message(3, 2, 'waits', { waits: true }));
  const pinned = await one.stored(message(1, -1, 'pinned', { more: { mentions: [2] } }));
  await one.stored(pin(1, pinned));
  await one.stored(edited(pinned, 1, 'pinned, changed', [2]));
  await one.stored(reaction(pinned, 3, '👍'));
  const back = await one.stored(message(2, -1, 'taken back'));
  await one.stored(deleted(back, 2));
  const ban = { room: 1, account: null, name: 'Mallory', address: '192.0.2.9', until: LATER };
  await one.stored({ kind: 'ban', ban, audit: null });
  await one.stored({ kind: 'read', account: 2, peer: 3, upTo: pinned });
  one.store.note({ kind: 'received', account: 2, device: 0, upTo: pinned });
  one.store.note({ kind: 'received', account: 3, device: 3, upTo: pinned });
  await one.store.flush();
}

/** Somebody who is everywhere goes, and a room; `others`: tables without rows of their own. */
async function goings(one: Opened, others: readonly Table[]): Promise<void> {
  const who = GONE_PERSON;
  const to = await one.stored(message(2, who, 'to you', { waits: true }));
  const from = await one.stored(message(who, 2, GONE_WORD, { key: GONE_WORD, waits: true }));
  await one.stored(edited(from, who, `${GONE_WORD} too`));
  await one.stored(message(who, 3, GONE_WORD, { more: { hidden: true } }));
  await one.stored(member(1, who));
  const inRoom = await one.stored(message(who, -1, GONE_WORD, { more: { mentions: [2] } }));
  await one.stored(reaction(inRoom, 2, '👍'));
  await one.stored(pin(1, inRoom));
  await one.stored(reaction(to, who, GONE_WORD));
  await one.stored(message(2, -1, 'hello', { more: { mentions: [who] } }));
  const said = message(2, -GONE_ROOM, GONE_WORD, { more: { mentions: [3] } });
  const inGoneRoom = await one.stored(said);
  await one.stored(member(GONE_ROOM, 3));
  await one.stored({ kind: 'room-invitation', room: GONE_ROOM, account: 4 });
  await one.stored({ kind: 'block', account: 2, blocked: who, on: true });
  await one.stored({ kind: 'block', account: who, blocked: 2, on: true });
  const ban: BanRecord = {
    room: 2,
    account: who,
    name: GONE_WORD,
    address: GONE_WORD,
    until: FOREVER,
  };
  const common = { by: who, byName: GONE_WORD, room: 1, roomName: '#room1' };
  const kicked = { ...common, what: 'kick', whom: 'person3', detail: GONE_WORD };
  await one.stored({ kind: 'audit', audit: kicked });
  const banned = { ...common, by: 1, byName: 'person1', what: 'ban', whom: GONE_WORD };
  await one.stored({ kind: 'ban', ban, audit: { ...banned, detail: GONE_WORD } });
  for (const room of [3, GONE_ROOM]) {
    const record = { room, account: who, role: 'member', voice: false, mutedUntil: LATER } as const;
    await one.stored({ kind: 'member', member: record, audit: null });
    await one.stored(left(room, who));
  }
  await one.stored({ kind: 'ban', ban: { ...ban, room: GONE_ROOM }, audit: null });
  const kept = await one.stored(message(3, -1, 'stays'));
  const back = await one.stored(message(3, -1, 'taken back too'));
  fill(one.folder, others, [
    { account: 3, room: 1, message: kept, word: 'word' },
    { account: 4, room: 1, message: back, word: GONE_WORD },
    { account: who, room: 1, message: inRoom, word: GONE_WORD },
    { account: 2, room: GONE_ROOM, message: inGoneRoom, word: GONE_WORD },
  ]);
  await one.stored(deleted(back, 3));
  await one.stored({ kind: 'room-removed', room: GONE_ROOM, audit: null });
  await one.stored(removed(who));
}
