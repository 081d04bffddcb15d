/** What keeps one from writing in a room, and until when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomDescription } from '../../client/browser.ts';
import { FOR_GOOD, type Spoken, silenceOf } from './silence.ts';

const NOW = 1_795_410_000_000;
const me = { operator: false };

function lunch(change: Partial<RoomDescription>, spoken: Partial<Spoken> = {}): Spoken {
  const room: RoomDescription = {
    ...{ room: '#lunch', topic: '', access: 'public', guests: true, kept: true },
    ...{ slow: 0, members: 2, role: 'member', muted: null },
    ...change,
  };
  return { room, spokeAt: 0, slowedUntil: 0, ...spoken };
}

test('a mute holds until its end', () => {
  const muted = (until: number) => silenceOf(lunch({ muted: until }), me, NOW);
  assert.deepEqual(muted(NOW + 1), { kind: 'muted', until: NOW + 1 });
  assert.deepEqual(muted(FOR_GOOD), { kind: 'muted', until: FOR_GOOD });
  assert.equal(muted(NOW), null);
  assert.equal(silenceOf(lunch({}), me, NOW), null);
});

test('slow mode holds from the last message on, or as long as the server has said', () => {
  const slow = { slow: 30 };
  const until = (spoken: Partial<Spoken>) => silenceOf(lunch(slow, spoken), me, NOW)?.until ?? null;
  assert.equal(until({}), null);
  assert.equal(until({ spokeAt: NOW - 10_000 }), NOW + 20_000);
  assert.equal(until({ spokeAt: NOW - 30_000 }), null);
  assert.equal(until({ slowedUntil: NOW + 5000 }), NOW + 5000);
  assert.equal(until({ spokeAt: NOW - 10_000, slowedUntil: NOW + 25_000 }), NOW + 25_000);
  assert.equal(silenceOf(lunch({}, { spokeAt: NOW }), me, NOW), null, 'where there is none');
});

test('a clock that was set back makes nobody wait for longer than slow mode', () => {
  const ahead = { spokeAt: NOW + 3_600_000, slowedUntil: NOW + 3_600_000 };
  assert.equal(silenceOf(lunch({ slow: 30 }, ahead), me, NOW)?.until, NOW + 30_000);
});

test('who looks after the room is not slowed down', () => {
  const spoken = { spokeAt: NOW };
  for (const role of ['moderator', 'owner'] as const) {
    assert.equal(silenceOf(lunch({ slow: 30, role }, spoken), me, NOW), null);
  }
  assert.equal(silenceOf(lunch({ slow: 30 }, spoken), { operator: true }, NOW), null);
  assert.equal(silenceOf(lunch({ slow: 30 }, spoken), me, NOW)?.kind, 'slow');
});
