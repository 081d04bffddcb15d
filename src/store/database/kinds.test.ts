/** The kinds of stored changes: what is in the logs of today stays what it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storedKinds } from '../../chat/stored-list.ts';
import { ERASED, HIDDEN } from './log-kinds.ts';
import { KIND } from './schema.ts';

/** In the logs that are out there. A new kind may be missing here. */
const KNOWN = {
  message: 1,
  account: 2,
  'account-removed': 3,
  device: 4,
  'device-removed': 5,
  invitation: 6,
  edited: 8,
  deleted: 9,
  room: 10,
  'room-removed': 11,
  member: 12,
  'member-removed': 13,
  read: 14,
  reaction: 15,
  pin: 16,
  block: 17,
  ban: 18,
  unban: 19,
  'room-mute': 20,
  'room-invitation': 21,
  audit: 22,
};

test('each kind has the number that it has always had, and one of its own', () => {
  assert.deepEqual({ ...KIND, ...KNOWN }, KIND);
  const numbers = Object.values(storedKinds).map(({ number }) => number);
  assert.deepEqual([...new Set(numbers)], numbers);
  // The log uses these for something else.
  assert.ok(!numbers.includes(ERASED) && !numbers.includes(HIDDEN));
  const later = numbers.filter((number) => !Object.values(KNOWN).includes(number));
  assert.ok(later.every((number) => number > KNOWN.audit));
});
