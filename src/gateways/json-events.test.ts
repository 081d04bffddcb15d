import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertOnWire } from '../../test/support/on-wire.ts';
import { type EventData, HubEvent } from '../chat/delivery/event.ts';
import { Name } from '../chat/name.ts';
import { decodeText, encodeText } from '../protocol/bytes.ts';
import { events } from '../protocol/event-list.ts';
import type { EventName } from '../protocol/events/events.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { readJsonFrame } from '../protocol/json-frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { aliveEvent, closingEvent, jsonEvents, messageEvent } from './json-events.ts';

/** The JSON of an EVENT that is as its contract says, and its text. */
function heard(frame: Uint8Array): [json: object, text: string | null] {
  const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  reader.push(frame);
  assert.ok(reader.next());
  const payload = readJsonFrame(reader);
  assert.ok(typeof payload !== 'string', String(payload));
  const { event, ...data } = payload.json;
  assertOnWire(events[event as EventName].members, data);
  return [payload.json, decodeText(payload.bytes, payload.start, payload.end)];
}

describe('events travel in the words of their contracts, which the hub uses', () => {
  const cases: readonly (readonly [EventData, string])[] = [
    [{ event: 'message', from: 'alice', to: '#x', id: 12, at: 5, reply: 9 }, 'Hi ☕'],
    [{ event: 'message', from: 'eve', to: '#x', guest: true }, 'Hi ☕'],
    [{ event: 'edited', message: -3, from: 'alice', to: 'bob', at: 5 }, 'Hi ☕'],
    [{ event: 'deleted', message: 3, from: 'alice', to: '#x', by: 'bob' }, ''],
    [{ event: 'reacted', message: 3, from: 'alice', to: '#x', by: 'bob', emoji: '👍' }, ''],
    [
      { event: 'reacted', message: 3, from: 'alice', to: '#x', by: 'bob', emoji: '👍', off: true },
      '',
    ],
    [{ event: 'typing', from: 'alice', to: '#x' }, ''],
    [{ event: 'presence', name: 'bob', state: 'away', text: 'lunch' }, ''],
    [{ event: 'presence', name: 'bob', state: 'here' }, ''],
    [{ event: 'room', room: '#x', what: 'slow', by: 'alice', seconds: 0 }, ''],
    [
      {
        ...{ event: 'room', room: '#x', what: 'banned', by: 'alice' },
        ...{ name: 'bob', until: 5, why: 'spam' },
      },
      '',
    ],
    [{ event: 'room', room: '#x', what: 'topic', by: 'alice', topic: '' }, ''],
    [{ event: 'read', with: '#x', upTo: 5 }, ''],
    [{ event: 'renamed', name: 'bob' }, ''],
    [{ event: 'blocked', name: 'eve', on: true }, ''],
    [{ event: 'unread', place: 3, conversations: [{ with: 'bob', count: 1, newest: 5 }] }, ''],
  ];
  for (const [json, text] of cases) {
    test(JSON.stringify(json), () => {
      const event = new HubEvent(json, encodeText(text));
      assert.deepEqual(heard(jsonEvents.encode(event)), [json, text]);
    });
  }

  test('every act in a room', () => {
    for (const what of events.room.members.shape.what.options) {
      const json = { event: 'room', room: '#x', what, by: 'alice' } as const;
      heard(jsonEvents.encode(new HubEvent(json)));
      const more = {
        name: 'bob',
        role: 'owner',
        until: 5,
        why: '\u0001'.repeat(200),
        topic: '\u0001'.repeat(200),
        seconds: 5,
        message: -1,
      } as const;
      heard(jsonEvents.encode(new HubEvent({ ...json, ...more })));
    }
  });
});

test('a message to one person says what it answers', () => {
  const [alice, bob] = [new Name('alice'), new Name('bob')];
  const text = encodeText('Hi ☕');
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

test('what the server says of the connection', () => {
  heard(aliveEvent(1500));
  heard(closingEvent('bye', true));
  heard(closingEvent('bye', false));
});
