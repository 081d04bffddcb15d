/** Lines about what happens in a room. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomEvent } from '../../client/events.ts';
import { byYouTexts, noticeTexts, toYouTexts } from '../translations/notice-texts.ts';
import { language } from '../translations/texts.ts';
import { noticeText } from './notice-text.ts';

function event(what: RoomEvent['what'], more: Partial<RoomEvent> = {}): RoomEvent {
  return {
    kind: 'room',
    room: '#lunch',
    what,
    by: 'alice',
    name: null,
    role: null,
    until: null,
    why: null,
    topic: null,
    seconds: null,
    message: null,
    addedBy: null,
    ...more,
  };
}

const skip = language !== 'en' && 'the words are English';
const at = new Date(2026, 10, 23, 12).getTime();
const line = (what: RoomEvent['what'], more: Partial<RoomEvent> = {}, me = 'eve') =>
  noticeText(event(what, more), me, at);

test('each act is a line, with whom and why', { skip }, () => {
  assert.equal(line('kicked', { name: 'bob', why: 'too loud' }), 'alice put bob out: too loud');
  assert.equal(line('topic', { topic: 'soup {by}' }), 'alice set the topic: soup {by}');
  assert.equal(line('topic', { topic: '' }), 'alice took the topic away');
  assert.equal(line('slow', { seconds: 0 }), 'alice ended slow mode');
  assert.equal(
    line('slow', { seconds: 30 }),
    'alice set slow mode: 30 seconds between two messages of one member',
  );
  assert.equal(line('role', { name: 'bob', role: 'owner' }), 'alice made bob owner');
  assert.equal(line('role', { name: 'alice', role: 'owner' }), 'alice is owner now');
});

test('whoever reads it is not called by name', { skip }, () => {
  assert.equal(line('banned', { name: 'bob' }, 'bob'), 'alice banned you for good');
  assert.equal(line('banned', { name: 'bob' }, 'alice'), 'You banned bob for good');
  assert.equal(line('unmuted', { name: 'bob' }, 'alice'), 'You let bob speak again');
  assert.equal(line('role', { name: 'alice', role: 'owner' }, 'alice'), 'You are owner now');
  assert.equal(line('pinned', { message: 7 }, 'alice'), 'You pinned a message');
  assert.equal(line('kept', {}, 'alice'), 'What is said here is kept');
});

test('the end of a mute has its date where that is another day', { skip }, () => {
  const until = (hours: number) => line('muted', { name: 'bob', until: at + hours * 3_600_000 });
  assert.match(until(1), /^alice muted bob until (?:13:00|0?1:00.PM)$/);
  assert.match(until(24), /^alice muted bob until .*2026/);
});

test('a name from right to left moves nothing else of the line', { skip }, () => {
  assert.equal(line('kicked', { name: 'דנה' }), 'alice put \u2068דנה\u2069 out');
});

test('every act has words for each reader, in every language', () => {
  for (const texts of [toYouTexts, byYouTexts]) {
    for (const key of Object.keys(texts)) assert.ok(key in noticeTexts, key);
  }
  const toSomebody = Object.entries(noticeTexts).filter(([, { en }]) => en.includes('{name}'));
  assert.deepEqual(toSomebody.map(([key]) => key).sort(), Object.keys(toYouTexts).sort());
});
