/** What the page offers in rooms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '../../client/browser.ts';
import { mayActOn, mayInvite, mayModerate, mayOwn, mayPin, maySetTopic } from './room-rights.ts';

const room = (role: Role | null, access: 'public' | 'private' = 'public', name = '#a') => ({
  room: name,
  role,
  voice: false,
  access,
  flags: null,
  muted: null,
});
const person = { operator: false };
const operator = { operator: true };

test('what each role may do is as the protocol has it', () => {
  assert.ok(mayInvite(room('member'), person));
  assert.ok(!mayInvite(room('member', 'private'), person));
  assert.ok(mayInvite(room('member', 'private', '#~7'), person));
  assert.ok(mayInvite(room('moderator', 'private'), person));
  for (const may of [maySetTopic, mayPin]) {
    assert.ok(!may(room('member'), person));
    assert.ok(may(room('member', 'private', '#~7'), person));
    assert.ok(may(room('moderator'), person));
  }
  assert.ok(!mayModerate(room('member'), person));
  assert.ok(mayModerate(room('moderator'), person));
  assert.ok(!mayOwn(room('moderator'), person));
  assert.ok(mayOwn(room('owner'), person));
});

test('who is muted sets no topic and pins nothing', () => {
  const muted = { ...room('member', 'private', '#~7'), muted: 1_795_410_000_000 };
  for (const may of [maySetTopic, mayPin]) assert.ok(!may(muted, person));
});

test('nobody acts on an equal', () => {
  assert.ok(mayActOn(room('moderator'), person, 'member'));
  assert.ok(mayActOn(room('moderator'), person, null));
  assert.ok(!mayActOn(room('moderator'), person, 'moderator'));
  assert.ok(mayActOn(room('owner'), person, 'moderator'));
  assert.ok(!mayActOn(room('owner'), person, 'owner'));
  assert.ok(!mayActOn(room('member'), person, null));
});

test('an operator may do everything, everywhere', () => {
  for (const may of [mayInvite, maySetTopic, mayPin, mayModerate, mayOwn]) {
    assert.ok(may(room(null, 'private'), operator));
    assert.ok(!may(room(null), person));
    assert.ok(!may(null, operator));
  }
  assert.ok(mayActOn(room(null), operator, 'owner'));
});
