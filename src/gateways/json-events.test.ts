import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { z } from 'zod';
import { Name } from '../chat/name.ts';
import type { News, RoomAct } from '../chat/post.ts';
import type { Event } from '../chat/results.ts';
import { decodeText } from '../protocol/bytes.ts';
import { type EventKind, eventSchemas } from '../protocol/event-schemas.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { readJsonFrame } from '../protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { aliveEvent, closingEvent, eventFrame, eventPosts, messageEvent } from './json-events.ts';

/** The JSON of an EVENT that is as its schema says, and its text. */
function heard(frame: Uint8Array): [json: object, text: string | null] {
  const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  reader.push(frame);
  assert.ok(reader.next());
  const payload = readJsonFrame(reader);
  assert.ok(typeof payload !== 'string', String(payload));
  const { event, ...data } = payload.json;
  const schema: z.ZodObject = eventSchemas[event as EventKind];
  assert.deepEqual(schema.parse(data), data);
  return [payload.json, decodeText(payload.bytes, payload.start, payload.end)];
}

const text = Buffer.from('Hi ☕');

const NOTHING_ELSE = {
  name: null,
  role: null,
  until: null,
  why: null,
  topic: null,
  seconds: null,
  message: null,
  addedBy: null,
};

describe('news are events as their schemas say', () => {
  const cases: readonly (readonly [News, object, string])[] = [
    [
      {
        kind: 'message',
        from: 'alice',
        guest: false,
        to: '#x',
        text,
        stored: { id: 12, at: 5 },
        reply: 9,
      },
      { event: 'message', from: 'alice', to: '#x', id: 12, at: 5, reply: 9 },
      'Hi ☕',
    ],
    [
      { kind: 'message', from: 'eve', guest: true, to: '#x', text, stored: null, reply: null },
      { event: 'message', from: 'eve', to: '#x', guest: true },
      'Hi ☕',
    ],
    [
      { kind: 'edited', message: -3, from: 'alice', to: 'bob', text, at: 5 },
      { event: 'edited', message: -3, from: 'alice', to: 'bob', at: 5 },
      'Hi ☕',
    ],
    [
      { kind: 'deleted', message: 3, from: 'alice', to: '#x', by: 'bob' },
      { event: 'deleted', message: 3, from: 'alice', to: '#x', by: 'bob' },
      '',
    ],
    [
      { kind: 'reacted', message: 3, from: 'alice', to: '#x', by: 'bob', emoji: '👍', off: false },
      { event: 'reacted', message: 3, from: 'alice', to: '#x', by: 'bob', emoji: '👍' },
      '',
    ],
    [
      { kind: 'reacted', message: 3, from: 'alice', to: '#x', by: 'bob', emoji: '👍', off: true },
      { event: 'reacted', message: 3, from: 'alice', to: '#x', by: 'bob', emoji: '👍', off: true },
      '',
    ],
    [{ kind: 'typing', from: 'alice', to: '#x' }, { event: 'typing', from: 'alice', to: '#x' }, ''],
    [
      { kind: 'presence', name: 'bob', state: 'away', text: 'lunch' },
      { event: 'presence', name: 'bob', state: 'away', text: 'lunch' },
      '',
    ],
    [
      { kind: 'presence', name: 'bob', state: 'here', text: null },
      { event: 'presence', name: 'bob', state: 'here' },
      '',
    ],
    [
      { kind: 'room', room: '#x', what: 'slow', by: 'alice', ...NOTHING_ELSE, seconds: 0 },
      { event: 'room', room: '#x', what: 'slow', by: 'alice', seconds: 0 },
      '',
    ],
    [
      {
        ...{ kind: 'room', room: '#x', what: 'banned', by: 'alice', ...NOTHING_ELSE },
        ...{ name: 'bob', until: 5, why: 'spam' },
      } as News,
      {
        ...{ event: 'room', room: '#x', what: 'banned', by: 'alice' },
        ...{ name: 'bob', until: 5, why: 'spam' },
      },
      '',
    ],
    [
      {
        ...{ kind: 'room', room: '#x', what: 'topic', by: 'alice', ...NOTHING_ELSE },
        ...{ topic: '' },
      } as News,
      { event: 'room', room: '#x', what: 'topic', by: 'alice', topic: '' },
      '',
    ],
  ];
  for (const [news, json, said] of cases) {
    test(JSON.stringify(json), () => {
      assert.deepEqual(heard(eventPosts.encode(news)), [json, said]);
    });
  }

  test('every act in a room', () => {
    const acts: readonly RoomAct[] = eventSchemas.room.shape.what.options;
    for (const what of acts) {
      const news = { kind: 'room', room: '#x', what, by: 'alice', ...NOTHING_ELSE } as const;
      heard(eventPosts.encode(news));
      heard(
        eventPosts.encode({
          ...news,
          name: 'bob',
          role: 'owner',
          until: 5,
          why: '\u0001'.repeat(200),
          topic: '\u0001'.repeat(200),
          seconds: 5,
          message: -1,
        }),
      );
    }
  });
});

test('a message to one person says what it answers', () => {
  const [alice, bob] = [new Name('alice'), new Name('bob')];
  assert.deepEqual(heard(messageEvent(alice, bob, text, { id: -2, at: 5, reply: -1 })), [
    { event: 'message', from: 'alice', to: 'bob', id: -2, at: 5, reply: -1 },
    'Hi ☕',
  ]);
  assert.deepEqual(heard(messageEvent(alice, bob, text, null))[0], {
    event: 'message',
    from: 'alice',
    to: 'bob',
  });
});

test('what happens to oneself', () => {
  const events: readonly Event[] = [
    { kind: 'read', with: '#x', upTo: 5 },
    { kind: 'renamed', name: 'bob' },
    { kind: 'blocked', name: 'eve', on: true },
    {
      kind: 'unread',
      place: 3,
      conversations: [{ with: 'bob', count: 1, mentions: 0, newest: 5 }],
    },
  ];
  for (const event of events) heard(eventFrame(event));
  heard(aliveEvent(1500));
  heard(closingEvent('bye', true));
  heard(closingEvent('bye', false));
});
