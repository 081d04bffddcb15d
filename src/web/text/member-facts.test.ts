/** What is said of members. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullTimeOf } from './dates.ts';
import { memberFacts } from './member-facts.ts';

const member = { role: 'member', guest: false, muted: null, state: 'here' } as const;

test('a member is here, away or not, and more where there is more to say', () => {
  assert.deepEqual(memberFacts(member), ['here']);
  assert.deepEqual(memberFacts({ ...member, role: 'owner', state: 'away' }), ['owner', 'away']);
  assert.deepEqual(memberFacts({ ...member, guest: true }), ['guest', 'here']);
});

test('a mute has an end, or none', () => {
  const until = Date.UTC(2026, 10, 23);
  const muted = `muted until ${fullTimeOf(until)}`;
  assert.deepEqual(memberFacts({ ...member, muted: until }), [muted, 'here']);
  // What the server says for a mute without an end is later than any date.
  const forGood = { ...member, muted: Number.MAX_SAFE_INTEGER };
  assert.deepEqual(memberFacts(forGood), ['muted for good', 'here']);
});
