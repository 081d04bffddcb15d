import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertOnWire } from '../../test/support/on-wire.ts';
import { Event } from '../chat/event.ts';
import type {
  KnownAct,
  KnownMember,
  KnownRoom,
  ReadExtras,
  ReadMessage,
  Result,
} from '../chat/results.ts';
import { decodeText } from '../protocol/bytes.ts';
import { type CommandName, contractOf, type ReplyData } from '../protocol/contracts.ts';
import { events } from '../protocol/events/events.ts';
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
const ROOM = `#${'🎈'.repeat(19)}`;
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

/** What the reply to `command` says, where it is as its schema says and says nothing else. */
function replied<Name extends CommandName>(
  command: Name,
  result: Result,
): ReplyData<Name> & { text: string } {
  const { json, bytes, start, end } = read(answerReply(LARGEST, result, '9.9.9'));
  const { event, id, result: how, ...data } = json;
  assert.deepEqual([event, id, how], ['reply', LARGEST, 'ok']);
  events.reply.members.parse({ id, result: how });
  assertOnWire(contractOf<CommandName>(command).reply, data);
  const text = decodeText(bytes, start, end);
  return { ...data, text } as unknown as ReplyData<Name> & { text: string };
}

const plain: ReadMessage = {
  id: 12,
  at: 1_795_392_000_000,
  from: 'alice',
  to: 'bob',
  text: Buffer.from('Hi'),
};

const full: ReadMessage = {
  id: LARGEST,
  at: LARGEST,
  from: NAME,
  to: ROOM,
  text: Buffer.from('🎈'.repeat(65_535)),
  more: {
    guest: true,
    reply: LARGEST,
    editedAt: LARGEST,
    deleted: false,
    pinned: true,
    reactions: [],
  },
};

const room: KnownRoom = {
  name: ROOM,
  topic: longest(200),
  access: 'private',
  guests: false,
  kept: false,
  slow: 86_400,
  members: 1_000_000,
  role: 'moderator',
  mutedUntil: LARGEST,
};

const member: KnownMember = {
  name: NAME,
  role: 'moderator',
  state: 'offline',
  guest: true,
  mutedUntil: LARGEST,
};

const act: KnownAct = {
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

describe('replies are as their schemas say', () => {
  const results: readonly (readonly [CommandName, Result, object])[] = [
    ['hello', { kind: 'hello', alive: false }, { server: 'chinwag', version: '9.9.9' }],
    [
      'login',
      { kind: 'welcome', name: 'bob', registered: true, operator: true, device: 3, token: 'cwt_x' },
      { name: 'bob', registered: true, operator: true, device: 3, token: 'cwt_x' },
    ],
    [
      'register',
      {
        kind: 'welcome',
        name: 'bob',
        registered: true,
        operator: false,
        device: null,
        token: null,
      },
      { name: 'bob', registered: true },
    ],
    [
      'history',
      { kind: 'messages', messages: [plain], more: true },
      {
        messages: [{ id: 12, at: 1_795_392_000_000, from: 'alice', to: 'bob', bytes: 2 }],
        more: true,
      },
    ],
    [
      'unread',
      { kind: 'unread', conversations: [{ with: 'bob', count: 1, newest: 12 }] },
      { conversations: [{ with: 'bob', count: 1, newest: 12 }] },
    ],
    [
      'unread',
      {
        kind: 'unread',
        conversations: [{ with: '#x', count: 3, mentions: 2, newest: 12, read: 7 }],
      },
      { conversations: [{ with: '#x', count: 3, mentions: 2, newest: 12, read: 7 }] },
    ],
    [
      'conversations',
      { kind: 'conversations', conversations: [{ with: 'bob', newest: 12, at: 5 }], more: true },
      { conversations: [{ with: 'bob', newest: 12, at: 5 }], more: true },
    ],
    [
      'sessions',
      {
        kind: 'sessions',
        sessions: [{ id: 1, label: 'laptop', createdAt: 5, online: true, here: false }],
      },
      { sessions: [{ id: 1, label: 'laptop', created: 5, online: true, here: false }] },
    ],
    ['invite-code', { kind: 'invitation', code: 'A', expiresAt: 5 }, { code: 'A', expires: 5 }],
    [
      'rooms',
      {
        kind: 'rooms',
        rooms: [{ ...room, name: '#x', topic: 'y', role: null, mutedUntil: null }],
        more: false,
      },
      {
        rooms: [
          {
            room: '#x',
            topic: 'y',
            access: 'private',
            guests: false,
            kept: false,
            slow: 86_400,
            members: 1_000_000,
          },
        ],
        more: false,
      },
    ],
    [
      'who',
      {
        kind: 'members',
        room,
        members: [{ ...member, guest: false, mutedUntil: null }],
        more: false,
      },
      {
        room: ROOM,
        topic: longest(200),
        access: 'private',
        guests: false,
        kept: false,
        slow: 86_400,
        members: 1_000_000,
        role: 'moderator',
        muted: LARGEST,
        people: [{ name: NAME, role: 'moderator', state: 'offline' }],
        more: false,
      },
    ],
    ['ban', { kind: 'hold', until: 5 }, { until: 5 }],
    ['mute', { kind: 'hold', until: null }, {}],
    [
      'bans',
      {
        kind: 'bans',
        bans: [
          { name: 'eve', until: null },
          { name: 'mallory', until: 5 },
        ],
      },
      { bans: [{ name: 'eve' }, { name: 'mallory', until: 5 }], more: false },
    ],
    [
      'reactions',
      { kind: 'reactions', reactions: [{ emoji: '👍', name: 'bob' }] },
      { reactions: [{ emoji: '👍', name: 'bob' }] },
    ],
    [
      'context',
      { kind: 'context', with: '#x', messages: [plain], more: false },
      {
        messages: [{ id: 12, at: 1_795_392_000_000, from: 'alice', to: 'bob', bytes: 2 }],
        more: false,
        with: '#x',
      },
    ],
    [
      'presence',
      {
        kind: 'presence',
        people: [
          { name: 'bob', state: 'away', text: 'at lunch' },
          { name: 'carol', state: 'offline', text: null },
        ],
      },
      {
        people: [
          { name: 'bob', state: 'away', text: 'at lunch' },
          { name: 'carol', state: 'offline' },
        ],
      },
    ],
    ['blocks', { kind: 'names', names: ['eve'] }, { names: ['eve'], more: false }],
    [
      'audit',
      {
        kind: 'audit',
        entries: [
          { ...act, room: null, whom: null, whomAccount: null, detail: null },
          { ...act, by: '', byAccount: 7, room: null, whom: null, whomAccount: 8, detail: null },
        ],
      },
      {
        entries: [
          { id: LARGEST, at: LARGEST, by: NAME, byAccount: LARGEST, what: 'remove-room' },
          { id: LARGEST, at: LARGEST, by: '', byAccount: 7, what: 'remove-room', whomAccount: 8 },
        ],
      },
    ],
  ];
  for (const [command, result, expected] of results) {
    test(`${command}: ${result.kind}`, () => {
      const { text: _, ...data } = replied(command, result);
      assert.deepEqual(data, expected);
    });
  }

  for (const command of ['create', 'join', 'group'] as const) {
    test(`${command}: a room`, () => {
      assert.equal(replied(command, { kind: 'room', room }).room, ROOM);
    });
  }

  test('edits, with their texts in their order', () => {
    const edits = [
      { at: 1, text: Buffer.from('one') },
      { at: 2, text: Buffer.from('three') },
    ];
    const { edits: shown, text } = replied('edits', { kind: 'edits', edits });
    assert.deepEqual(shown, [
      { at: 1, bytes: 3 },
      { at: 2, bytes: 5 },
    ]);
    assert.equal(text, 'onethree');
  });

  test('success and failure', () => {
    const stored = { id: -3, at: 5, reply: -2 };
    const { json } = read(answerReply(7, stored, '9.9.9'));
    assert.deepEqual(json, { event: 'reply', id: 7, result: 'ok', message: -3, at: 5 });
    const { event: _event, id: _id, result: _result, ...sent } = json;
    assertOnWire(contractOf('sendto').reply, sent);
    for (const frame of [answerReply(7, Reason.tooFast, '9.9.9'), malformedReply(null, 'why')]) {
      events.reply.members.parse(read(frame).json);
    }
  });
});

describe('what became of a message', () => {
  const reactions = [
    { emoji: '👍', count: 3, mine: true },
    { emoji: '🎉', count: 1, mine: false },
  ];

  test('is told with it', () => {
    const more = { guest: true, reply: 9, editedAt: 5, deleted: false, pinned: true, reactions };
    const { messages } = replied('history', {
      kind: 'messages',
      messages: [{ ...plain, more }],
      more: false,
    });
    assert.deepEqual(messages, [
      {
        ...{ id: 12, at: 1_795_392_000_000, from: 'alice', to: 'bob', bytes: 2 },
        ...{ guest: true, reply: 9, edited: 5, pinned: true },
        reactions: [
          { emoji: '👍', count: 3, mine: true },
          { emoji: '🎉', count: 1 },
        ],
      },
    ]);
  });

  test('is nothing but that for a tombstone', () => {
    const more = { guest: false, reply: 9, editedAt: 5, deleted: true, pinned: true, reactions };
    const { messages } = replied('history', {
      kind: 'messages',
      messages: [{ ...plain, text: new Uint8Array(0), to: null, more }],
      more: false,
    });
    assert.deepEqual(messages, [
      {
        ...{ id: 12, at: 1_795_392_000_000, from: 'alice', to: null, bytes: 0 },
        ...{ reply: 9, deleted: true },
      },
    ]);
  });
});

describe('the largest answers fit', () => {
  const many = <T>(length: number, item: T): T[] => Array.from({ length }, () => item);
  const reactions = many(REACTIONS_SHOWN, { emoji: FAMILY, count: 1_000_000, mine: true });
  const extras: ReadExtras = { ...(full.more as ReadExtras), reactions };
  const reacted: ReadMessage = { ...full, more: extras };

  test('a page of messages: without its reactions, where they are too many', () => {
    for (const message of [full, reacted]) {
      const messages = many(PAGE_MESSAGES_MAX, message);
      const shown = replied('history', { kind: 'messages', messages, more: false });
      assert.equal(shown.messages.length, PAGE_MESSAGES_MAX);
      assert.ok(shown.messages.every((one) => one.reactions === undefined));
      assert.equal(shown.text.length, PAGE_MESSAGES_MAX * 65_535 * 2);
      const within = { kind: 'context', with: NAME, messages, more: false } as const;
      assert.equal(replied('context', within).messages.length, PAGE_MESSAGES_MAX);
    }
    const few = replied('history', { kind: 'messages', messages: many(5, reacted), more: false });
    assert.ok(few.messages.every((one) => one.reactions?.length === REACTIONS_SHOWN));
  });

  test('a page of tombstones', () => {
    const deleted: ReadMessage = { ...full, more: { ...extras, deleted: true } };
    const messages = many(PAGE_MESSAGES_MAX, deleted);
    replied('history', { kind: 'messages', messages, more: false });
  });

  test('pages of rooms and members: what does not fit is on the next one', () => {
    const rooms = replied('rooms', {
      kind: 'rooms',
      rooms: many(PAGE_ROOMS_MAX, room),
      more: false,
    });
    assert.ok(rooms.rooms.length > 0 && rooms.more);
    const members = many(PAGE_MEMBERS_MAX, member);
    const who = replied('who', { kind: 'members', room, members, more: false });
    assert.ok(who.people.length > 0 && who.more);
    const short = { ...room, topic: 'x'.repeat(200) };
    const all = replied('rooms', {
      kind: 'rooms',
      rooms: many(PAGE_ROOMS_MAX, short),
      more: false,
    });
    assert.equal(all.rooms.length, PAGE_ROOMS_MAX);
    assert.equal(all.more, false);
  });

  test('presence: everybody who was asked for, without their texts if need be', () => {
    const person = { name: NAME, state: 'offline', text: longest(100) } as const;
    const asked = many(PAGE_MEMBERS_MAX, person);
    const { people } = replied('presence', { kind: 'presence', people: asked });
    assert.equal(people.length, PAGE_MEMBERS_MAX);
    assert.ok(people.every(({ text }) => text === undefined));
    const few = replied('presence', { kind: 'presence', people: asked.slice(0, 20) });
    assert.ok(few.people.every(({ text }) => text === person.text));
  });

  test('lists that have no pages: as many as fit, of edits the newest', () => {
    const bans = many(1000, { name: NAME, until: LARGEST });
    const banned = replied('bans', { kind: 'bans', bans });
    assert.ok(banned.bans.length > 100 && banned.more);
    const blocked = replied('blocks', { kind: 'names', names: many(1000, NAME) });
    assert.ok(blocked.names.length > 150 && blocked.more);
    const given = many(1000, { emoji: FAMILY, name: NAME });
    assert.ok(replied('reactions', { kind: 'reactions', reactions: given }).reactions.length > 100);
    const entries = many(PAGE_MESSAGES_MAX, act);
    assert.ok(replied('audit', { kind: 'audit', entries }).entries.length > 0);
    const long = Array.from({ length: 100 }, (_, at) => ({ at, text: full.text }));
    const { edits, text } = replied('edits', { kind: 'edits', edits: long });
    assert.equal(edits.at(-1)?.at, 99);
    assert.ok(edits.length > 60);
    assert.equal(text.length, edits.length * 65_535 * 2);
    const short = Array.from({ length: 1000 }, (_, at) => ({ at, text: Buffer.from('x') }));
    assert.equal(replied('edits', { kind: 'edits', edits: short }).edits.at(-1)?.at, 999);
  });

  test('what was not read, asked for or told', () => {
    const one = { with: ROOM, count: 1000, mentions: 1000, newest: LARGEST, read: LARGEST };
    const conversations = many(UNREAD_CONVERSATIONS_MAX, one);
    const asked = replied('unread', { kind: 'unread', conversations });
    assert.equal(asked.conversations.length, UNREAD_CONVERSATIONS_MAX);
    const told = read(
      jsonEvents.encode(new Event({ event: 'unread', place: LARGEST, conversations })),
    ).json;
    events.unread.members.parse(told);
  });

  test('conversations', () => {
    const one = { with: NAME, newest: LARGEST, at: LARGEST };
    const conversations = many(PAGE_CONVERSATIONS_MAX, one);
    const asked = replied('conversations', { kind: 'conversations', conversations, more: true });
    assert.equal(asked.conversations.length, PAGE_CONVERSATIONS_MAX);
  });

  test('devices', () => {
    const session = {
      id: LARGEST,
      label: longest(40),
      createdAt: LARGEST,
      online: true,
      here: true,
    };
    replied('sessions', { kind: 'sessions', sessions: many(20, session) });
  });
});
