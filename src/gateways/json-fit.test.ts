import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertOnWire } from '../../test/support/on-wire.ts';
import { HubEvent } from '../chat/delivery/event.ts';
import { decodeText } from '../protocol/bytes.ts';
import { type CommandName, contractOf, type ReplyData } from '../protocol/contracts.ts';
import { events } from '../protocol/event-list.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { Reason } from '../protocol/frames.ts';
import { type JsonPayload, readJsonFrame } from '../protocol/json-frames.ts';
import {
  PAGE_CONVERSATIONS_MAX,
  PAGE_MEMBERS_MAX,
  PAGE_MESSAGES_MAX,
  PAGE_ROOMS_MAX,
  REACTIONS_SHOWN,
  SERVER_PAYLOAD_BYTES_MAX,
  UNREAD_CONVERSATIONS_MAX,
} from '../protocol/limits.ts';
import { answerReply, jsonEvents, malformedReply } from './json-events.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;
/** The longest name, and the longest of a room. */
const NAME = '🎈'.repeat(20);
const ROOM = `#${'🎈'.repeat(49)}xxx`;
/** As most are: no longer than the name of a person. */
const SHORT_ROOM = `#${'🎈'.repeat(19)}`;
/** Of all texts of its length the one that has the longest JSON. */
const longest = (characters: number) => '\u0001'.repeat(characters);
const FAMILY = '👨🏻‍❤️‍💋‍👨🏿';

function read(frame: Uint8Array): JsonPayload {
  const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  reader.push(frame);
  assert.ok(reader.next(), reader.error ?? 'not whole');
  assert.equal(reader.held, 0);
  const payload = readJsonFrame(reader);
  assert.ok(typeof payload !== 'string', String(payload));
  return payload;
}

/** What the reply to `command` says on the wire, where that is as its contract has it and nothing else. */
function replied<Name extends CommandName>(
  command: Name,
  data: ReplyData<Name>,
  texts: readonly Uint8Array[] = [],
): ReplyData<Name> & { text: string } {
  const contract = contractOf(command);
  const { json, bytes, start, end } = read(answerReply(LARGEST, contract, { data, texts }));
  const { event, id, result: how, ...said } = json;
  assert.deepEqual([event, id, how], ['reply', LARGEST, 'ok']);
  events.reply.members.parse({ id, result: how });
  assertOnWire(contract.reply, said);
  const text = decodeText(bytes, start, end);
  return { ...said, text } as unknown as ReplyData<Name> & { text: string };
}

const TEXT = Buffer.from('🎈'.repeat(65_535));

const full: ReplyData<'history'>['messages'][number] = {
  id: LARGEST,
  at: LARGEST,
  from: NAME,
  to: ROOM,
  bytes: TEXT.length,
  guest: true,
  reply: LARGEST,
  edited: LARGEST,
  pinned: true,
};

const room: ReplyData<'join'> = {
  room: ROOM,
  topic: longest(200),
  access: 'private',
  guests: false,
  kept: false,
  slow: 86_400,
  members: 1_000_000,
  role: 'moderator',
  muted: LARGEST,
};

const member: ReplyData<'who'>['people'][number] = {
  name: NAME,
  role: 'moderator',
  state: 'offline',
  guest: true,
  muted: LARGEST,
};

const act: ReplyData<'audit'>['entries'][number] = {
  id: LARGEST,
  at: LARGEST,
  by: NAME,
  byAccount: LARGEST,
  what: 'remove-room',
  room: ROOM,
  whom: NAME,
  whomAccount: LARGEST,
  detail: longest(400),
};

describe('a reply', () => {
  test('has the texts of its list behind it, in their order', () => {
    const edits = [
      { at: 1, bytes: 3 },
      { at: 2, bytes: 5 },
    ];
    const texts = [Buffer.from('one'), Buffer.from('three')];
    assert.deepEqual(replied('edits', { edits }, texts), { edits, text: 'onethree' });
  });

  test('says success and failure', () => {
    const contract = contractOf('sendto');
    const stored = { id: -3, at: 5, reply: -2 };
    const { json } = read(answerReply(7, contract, stored));
    assert.deepEqual(json, { event: 'reply', id: 7, result: 'ok', message: -3, at: 5 });
    const { event: _event, id: _id, result: _result, ...sent } = json;
    assertOnWire(contract.reply, sent);
    for (const frame of [answerReply(7, contract, Reason.tooFast), malformedReply(null, 'why')]) {
      events.reply.members.parse(read(frame).json);
    }
  });
});

describe('the largest replies fit', () => {
  const many = <T>(length: number, item: T): T[] => Array.from({ length }, () => item);
  const reactions = many(REACTIONS_SHOWN, { emoji: FAMILY, count: 1_000_000, mine: true as const });
  const reacted = { ...full, reactions };

  test('a page of messages: without its reactions, where they are too many', () => {
    const texts = many(PAGE_MESSAGES_MAX, TEXT);
    const short = { to: SHORT_ROOM };
    for (const message of [
      { ...full, ...short },
      { ...reacted, ...short },
    ]) {
      const messages = many(PAGE_MESSAGES_MAX, message);
      const shown = replied('history', { messages, more: false }, texts);
      assert.equal(shown.messages.length, PAGE_MESSAGES_MAX);
      assert.ok(shown.messages.every((one) => one.reactions === undefined));
      assert.equal(shown.text.length, PAGE_MESSAGES_MAX * 65_535 * 2);
      const within = replied('context', { with: NAME, messages, more: false }, texts);
      assert.equal(within.messages.length, PAGE_MESSAGES_MAX);
    }
  });

  test('a page of messages in a room of the longest name: the rest is on the next one', () => {
    const messages = Array.from({ length: PAGE_MESSAGES_MAX }, (_, index) => {
      return { ...reacted, id: LARGEST - PAGE_MESSAGES_MAX + index };
    });
    const texts = messages.map((_, index) => Buffer.from(`${String.fromCharCode(65 + index)};`));
    const forwards = replied('missed', { messages, more: false }, texts);
    const { length } = forwards.messages;
    assert.ok(length > 30 && length < PAGE_MESSAGES_MAX && forwards.more);
    assert.equal(forwards.messages[0]?.id, messages[0]?.id);
    assert.equal(forwards.text, Buffer.concat(texts.slice(0, length)).toString());
    const contract = contractOf('history');
    const reply = { data: { messages, more: false }, texts, goesBack: true } as const;
    const { json, bytes, start, end } = read(answerReply(LARGEST, contract, reply));
    const back = json as unknown as ReplyData<'history'>;
    assert.equal(back.messages.length, length);
    assert.equal(back.messages.at(-1)?.id, messages.at(-1)?.id);
    assert.equal(back.more, true);
    assert.equal(decodeText(bytes, start, end), Buffer.concat(texts.slice(-length)).toString());
    const [message] = messages;
    assert.ok(message !== undefined);
    const few = { messages: many(3, message), more: false };
    const shown = replied('history', few, many(3, TEXT));
    assert.ok(shown.messages.every((one) => one.reactions?.length === REACTIONS_SHOWN));
    assert.equal(shown.more, false);
  });

  test('a page of few messages has their reactions', () => {
    const page = { messages: many(5, { ...reacted, to: SHORT_ROOM }), more: false };
    const few = replied('history', page, many(5, TEXT));
    assert.ok(few.messages.every((one) => one.reactions?.length === REACTIONS_SHOWN));
  });

  test('a page of tombstones', () => {
    const { id, at, from, to } = full;
    const deleted = {
      id,
      at,
      from,
      to,
      bytes: 0,
      guest: true,
      reply: LARGEST,
      deleted: true,
    } as const;
    const page = { messages: many(PAGE_MESSAGES_MAX, deleted), more: false };
    assert.ok(replied('history', page).messages.length > 35);
    const short = many(PAGE_MESSAGES_MAX, { ...deleted, to: SHORT_ROOM });
    const shown = replied('history', { messages: short, more: false });
    assert.equal(shown.messages.length, PAGE_MESSAGES_MAX);
  });

  test('pages of rooms and members: what does not fit is on the next one', () => {
    const rooms = replied('rooms', { rooms: many(PAGE_ROOMS_MAX, room), more: false });
    assert.ok(rooms.rooms.length > 0 && rooms.more);
    const people = many(PAGE_MEMBERS_MAX, member);
    const who = replied('who', { ...room, people, more: false });
    assert.ok(who.people.length > 0 && who.more);
    const short = { ...room, room: SHORT_ROOM, topic: 'x'.repeat(200) };
    const all = replied('rooms', { rooms: many(PAGE_ROOMS_MAX, short), more: false });
    assert.equal(all.rooms.length, PAGE_ROOMS_MAX);
    assert.equal(all.more, false);
  });

  test('presence: everybody who was asked for, without their texts if need be', () => {
    const person = { name: NAME, state: 'offline', text: longest(100) } as const;
    const asked = many(PAGE_MEMBERS_MAX, person);
    const { people } = replied('presence', { people: asked });
    assert.equal(people.length, PAGE_MEMBERS_MAX);
    assert.ok(people.every(({ text }) => text === undefined));
    const few = replied('presence', { people: asked.slice(0, 20) });
    assert.ok(few.people.every(({ text }) => text === person.text));
  });

  test('lists that have no pages: as many as fit, of edits the newest', () => {
    const bans = many(1000, { name: NAME, until: LARGEST });
    const banned = replied('bans', { bans, more: false });
    assert.ok(banned.bans.length > 100 && banned.more);
    const blocked = replied('blocks', { names: many(1000, NAME), more: false });
    assert.ok(blocked.names.length > 150 && blocked.more);
    const given = many(1000, { emoji: FAMILY, name: NAME });
    assert.ok(replied('reactions', { reactions: given }).reactions.length > 100);
    const entries = many(PAGE_MESSAGES_MAX, act);
    assert.ok(replied('audit', { entries }).entries.length > 0);
    const all = Array.from({ length: 1000 }, (_, at) => ({ at, bytes: 1 }));
    const texts = all.map(({ at }) => Buffer.from(String(at % 10)));
    const { edits, text } = replied('edits', { edits: all }, texts);
    assert.equal(edits.at(-1)?.at, 999);
    assert.ok(edits.length > 400);
    assert.equal(text, edits.map(({ at }) => at % 10).join(''));
  });

  test('what was not read, asked for or told', () => {
    const one = { with: SHORT_ROOM, count: 1000, mentions: 1000, newest: LARGEST, read: LARGEST };
    const conversations = many(UNREAD_CONVERSATIONS_MAX, one);
    const asked = replied('unread', { conversations });
    assert.equal(asked.conversations.length, UNREAD_CONVERSATIONS_MAX);
    const told = new HubEvent({ event: 'unread', place: LARGEST, conversations });
    events.unread.members.parse(read(jsonEvents.encode(told)).json);
  });

  test('conversations', () => {
    const one = { with: NAME, newest: LARGEST, at: LARGEST };
    const conversations = many(PAGE_CONVERSATIONS_MAX, one);
    const asked = replied('conversations', { conversations, more: true });
    assert.equal(asked.conversations.length, PAGE_CONVERSATIONS_MAX);
  });

  test('devices', () => {
    const flags = { online: true, here: true };
    const session = { id: LARGEST, label: longest(40), created: LARGEST, ...flags };
    replied('sessions', { sessions: many(20, session) });
  });
});
