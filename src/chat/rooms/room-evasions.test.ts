/** Attempts to evade a room's rules, or to reach a room that is gone. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

const ROOM = '#lunch';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

function makeOperator({ hubClient }: Talker): void {
  const { account } = hubClient.person ?? {};
  assert.ok(account);
  account.record = { ...account.record, operator: true };
}

test('a message of a room that was removed is not there for an operator either', () => {
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  makeOperator(bob);
  scene.replyOf(alice, 'create', '', { room: ROOM });
  const message = scene.message(alice, ROOM, 'here');
  assert.equal(scene.said(alice, 'remove-room', '', { room: ROOM }), 'ok');
  assert.equal(scene.said(bob, 'delete', '', { message }), 'notFound');
  assert.equal(scene.said(bob, 'pin', '', { message }), 'notFound');
  assert.equal(scene.said(alice, 'edit', '', { message }, 'still here'), 'notFound');
});

test('guests who were invited and are gone keep nobody else from being invited', () => {
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.replyOf(alice, 'create', '', { room: ROOM, access: 'private' });
  const passer = scene.guest('passer');
  for (let i = 0; i < 1000; i++) {
    assert.equal(scene.said(alice, 'invite', 'passer', { room: ROOM }), 'ok');
    scene.said(passer, 'logout');
    scene.said(passer, 'login', 'passer');
  }
  assert.equal(scene.said(alice, 'invite', 'bob', { room: ROOM }), 'ok');
  scene.replyOf(bob, 'join', '', { room: ROOM });
});

test('an owner whose departure is being stored is not banned by a moderator: it may not be stored after all', () => {
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.replyOf(alice, 'create', '', { room: ROOM });
  scene.replyOf(bob, 'join', '', { room: ROOM });
  assert.equal(scene.said(alice, 'role', 'bob', { room: ROOM, role: 'moderator' }), 'ok');
  alice.say('leave', '', { room: ROOM });
  assert.equal(bob.say('ban', 'alice', { room: ROOM }), 'notPermitted');
  scene.storage.fail(0);
  assert.equal(alice.answers.at(-1), 'notStored');
  const { people: members } = scene.replyOf(bob, 'who', '', { room: ROOM });
  assert.equal(members.find(({ name }) => name === 'alice')?.role, 'owner');
  // A person who has left has no rank.
  assert.equal(scene.said(alice, 'leave', '', { room: ROOM }), 'ok');
  assert.equal(scene.said(bob, 'ban', 'alice', { room: ROOM }), 'ok');
});

describe('slow mode', () => {
  test('does not refuse a message that is sent again because its answer was lost', () => {
    const alice = scene.registered('alice');
    const bob = scene.registered('bob');
    scene.replyOf(alice, 'create', '', { room: ROOM });
    scene.said(bob, 'join', '', { room: ROOM });
    assert.equal(scene.said(alice, 'slow', '', { room: ROOM, seconds: 30 }), 'ok');
    const first = scene.said(bob, 'sendto', ROOM, { key: 'k' }, 'one');
    alice.heard();
    assert.deepEqual(scene.said(bob, 'sendto', ROOM, { key: 'k' }, 'one'), first);
    // A repeated message does not let another through.
    assert.deepEqual(scene.said(bob, 'sendto', ROOM, { key: 'k' }, 'two'), first);
    assert.equal(scene.said(bob, 'sendto', ROOM, { key: 'l' }, 'two'), 'tooFast');
    assert.deepEqual(alice.heard(), []);
  });

  test('holds for who leaves and comes back', () => {
    const alice = scene.registered('alice');
    scene.replyOf(alice, 'create', '', { room: ROOM });
    assert.equal(scene.said(alice, 'slow', '', { room: ROOM, seconds: 30 }), 'ok');
    for (const hasty of [scene.registered('bob'), scene.guest('carol')]) {
      scene.message(hasty, ROOM, 'one');
      assert.equal(scene.said(hasty, 'leave', '', { room: ROOM }), 'ok');
      assert.equal(scene.said(hasty, 'sendto', ROOM, {}, 'two'), 'tooFast');
      scene.clock.now += 30_000;
      scene.message(hasty, ROOM, 'two');
    }
  });
});
