import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type EventData, HubEvent, type Particulars, roomEvent } from '../chat/delivery/event.ts';
import { FOREVER } from '../chat/records.ts';
import { countCodePoints, encodeText } from '../protocol/bytes.ts';
import { events } from '../protocol/event-list.ts';
import { FrameReader } from '../protocol/frame-reader.ts';
import { hears, PLAIN } from '../protocol/hearing.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../protocol/limits.ts';
import { readServerFrame } from '../protocol/server-frames.ts';
import { serverListener } from '../protocol/testing.ts';
import { formOf } from './event-formats.ts';
import { jsonEvents } from './json-events.ts';
import { lineEvents, nativeEvents } from './plain-events.ts';

function act(
  what: EventData<'room'>['what'],
  particulars: Particulars = {},
  by = 'alice',
): HubEvent {
  return roomEvent({ name: '#lunch', passing: false }, what, { name: by }, particulars);
}

function message(
  text: string,
  from = 'alice',
  more: { reply?: number; as?: 'action' | 'notice' } = {},
): HubEvent {
  return new HubEvent({ event: 'message', from, to: '#lunch', ...more }, encodeText(text));
}

function edited(text: string, from = 'alice', to = '#lunch'): HubEvent {
  return new HubEvent({ event: 'edited', message: 1, from, to, at: 0 }, encodeText(text));
}

function deleted(by: string): HubEvent {
  return new HubEvent({ event: 'deleted', message: 1, from: 'alice', to: '#lunch', by });
}

function reacted(emoji: string, off?: true): HubEvent {
  const json = {
    event: 'reacted',
    message: 1,
    from: 'alice',
    to: '#lunch',
    by: 'bob',
    emoji,
  } as const;
  return new HubEvent(off === undefined ? json : { ...json, off });
}

/** Who it comes from and what it says, as a native client reads it; null: nothing. */
function native(event: HubEvent, hearer = 'carol'): [from: string, text: string] | null {
  const bytes = nativeEvents.of(event, hearer).encode(event);
  if (bytes.length === 0) return null;
  const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  reader.push(bytes);
  assert.ok(reader.next());
  const { log, listener } = serverListener();
  readServerFrame(reader, listener);
  assert.match(log[0] ?? '', /^message /);
  return JSON.parse((log[0] ?? '').slice('message '.length)) as [string, string];
}

function line(event: HubEvent, hearer = 'carol'): string {
  return Buffer.from(lineEvents.of(event, hearer).encode(event)).toString();
}

/** Does the hub tell plain clients of it? */
function isTold({ capability }: HubEvent): boolean {
  return hears(PLAIN, capability, false);
}

const MINUTE = 1_795_409_400_000;

describe('plain clients are told', () => {
  const cases: readonly (readonly [HubEvent, string])[] = [
    [message('hello'), 'alice: hello'],
    [message('hello', 'alice', { reply: 119 }), 'alice (to 119): hello'],
    // What is kept nowhere is not found by its number.
    [message('hello', 'alice', { reply: -7 }), 'alice: hello'],
    [message('waves', 'alice', { as: 'action' }), 'alice (action): waves'],
    [message('waves', 'alice', { reply: 119, as: 'notice' }), 'alice (to 119, notice): waves'],
    [act('kept'), '* what is said here is kept'],
    [edited('corrected text'), '* alice now: corrected text'],
    [deleted('alice'), '* alice took back a message'],
    [deleted('bob'), '* bob removed a message of alice'],
    [reacted('👍'), '* bob reacted 👍 to alice'],
    [reacted('👍', true), '* bob took back 👍 to alice'],
    [act('kicked', { name: 'bob' }), '* bob was kicked by alice'],
    [act('kicked', { name: 'bob', why: 'too loud' }), '* bob was kicked by alice: too loud'],
    [act('banned', { name: 'bob' }), '* bob was banned by alice for good'],
    [
      act('banned', { name: 'bob', until: MINUTE, why: 'spam' }),
      '* bob was banned by alice until 2026-11-23T04:50Z: spam',
    ],
    [act('muted', { name: 'bob', until: FOREVER }), '* bob was muted by alice for good'],
    [
      act('muted', { name: 'bob', until: MINUTE }),
      '* bob was muted by alice until 2026-11-23T04:50Z',
    ],
    [act('unbanned', { name: 'bob' }), '* bob was unbanned by alice'],
    [act('unmuted', { name: 'bob' }), '* bob was unmuted by alice'],
    [act('role', { name: 'bob', role: 'moderator' }), '* bob was made moderator by alice'],
    [act('role', { name: 'alice', role: 'owner' }), '* alice is owner now'],
    [act('topic', { topic: 'at one' }), '* alice set the topic: at one'],
    [act('topic', { topic: '' }), '* alice cleared the topic'],
    [act('slow', { seconds: 30 }), '* alice turned slow mode on: 30 s between two messages'],
    [act('slow', { seconds: 0 }), '* alice turned slow mode off'],
    [act('pinned', { message: 12 }), '* alice pinned message 12'],
    [act('unpinned', { message: -12 }), '* alice unpinned a message'],
    [act('joined', { addedBy: 'alice' }, 'carol'), '* alice put you in: leave #lunch goes out'],
    [act('invited', { name: 'carol' }), '* alice invites you: join #lunch'],
    [act('removed'), '* #lunch was removed by alice'],
  ];
  for (const [event, text] of cases) {
    test(text, () => {
      assert.ok(isTold(event));
      assert.deepEqual(native(event), ['#lunch', text]);
      assert.equal(line(event), `#lunch: ${text}\n`);
    });
  }

  test('of everything that the hub tells them, and of nothing else', () => {
    const others: readonly HubEvent[] = [
      new HubEvent({ event: 'typing', from: 'alice', to: '#lunch' }),
      new HubEvent({ event: 'presence', name: 'alice', state: 'away', text: 'lunch' }),
      new HubEvent({ event: 'read', with: 'alice', upTo: 1 }),
    ];
    const acts = events.room.members.shape.what.options.map((what) => act(what));
    for (const event of [...others, ...acts]) {
      assert.equal(native(event) !== null, isTold(event), JSON.stringify(event.json));
      assert.equal(line(event) !== '', isTold(event), JSON.stringify(event.json));
    }
  });

  test('what is between two people as from the other one', () => {
    const event = edited('Hi', 'alice', 'bob');
    assert.deepEqual(native(event, 'bob'), ['alice', '* alice now: Hi']);
    assert.deepEqual(native(event, 'alice'), ['bob', '* alice now: Hi']);
    assert.equal(line(event, 'bob'), 'alice: * alice now: Hi\n');
    const gone = edited('Hi', 'alice', '');
    assert.equal(native(gone, 'alice'), null);
    assert.equal(line(gone, 'alice'), '');
  });

  test('long words shortened, and a long correction as far as it fits', () => {
    const long = '🎈'.repeat(65_535);
    const [, shortened = ''] = native(act('topic', { topic: long })) ?? [];
    assert.equal(shortened, `* alice set the topic: ${'🎈'.repeat(199)}…`);
    const name = 'é'.repeat(20);
    const [, text = ''] = native(edited(long, name)) ?? [];
    assert.equal(countCodePoints(encodeText(text), 0, encodeText(text).length), 65_535 + 22);
    assert.ok(text.startsWith(`* ${name} now: 🎈`) && text.endsWith('🎈…'));
    const [, fits = ''] = native(edited('🎈'.repeat(65_520), 'alice')) ?? [];
    assert.ok(fits.endsWith('🎈'));
    const [, said = ''] = native(message(long, name)) ?? [];
    assert.ok(said === `${name}: ${long}`);
    // There is no room for what it answers; with ten characters less there is.
    const [, answer = ''] = native(message(long, name, { reply: 119 })) ?? [];
    assert.ok(answer === said);
    const shorter = long.slice(0, -20);
    const [, noted = ''] = native(message(shorter, name, { reply: 119 })) ?? [];
    assert.ok(noted === `${name} (to 119): ${shorter}`);
  });

  test('one line, whatever others chose to write', () => {
    const hostile = fc.string({ unit: 'binary', minLength: 1 });
    const event = fc.oneof(
      hostile.map((text) => message(text)),
      hostile.map((text) => edited(text)),
      hostile.map((why) => act('kicked', { name: 'bob', why })),
      hostile.map((topic) => act('topic', { topic })),
      hostile.map((text) => reacted(text)),
    );
    fc.assert(
      fc.property(event, (one) => {
        const told = line(one);
        assert.match(told, /^#lunch: .*\n$/);
        assert.doesNotMatch(told.slice(0, -1), /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202e]/);
        assert.equal(native(one)?.length, 2);
      }),
    );
  });
});

test('an event is encoded once for each format', () => {
  const event = message('hello');
  const formats = [nativeEvents.of(event, 'carol'), lineEvents.of(event, 'carol'), jsonEvents];
  for (const format of formats) assert.equal(formOf(event, format), formOf(event, format));
  assert.equal(nativeEvents.of(event, 'dave'), formats[0]);
  assert.equal(lineEvents.of(event, null), formats[1]);
  assert.equal(event.forms.size, 3);
});
