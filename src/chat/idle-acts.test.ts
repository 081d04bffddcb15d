/** Answers to acts that concern nobody, or change nothing (docs/PROTOCOL-EXTENSIONS.md sections 16 and 17). */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Scene } from '../../test/support/chat/scene.ts';
import type { Talker } from '../../test/support/chat/talker.ts';

const room = '#lunch';

let scene: Scene;
let alice: Talker;

beforeEach(() => {
  scene = new Scene();
  alice = scene.registered('alice');
  scene.registered('outside');
  const bob = scene.registered('bob');
  const guest = scene.guest('gus');
  scene.replyOf(alice, 'create', '', { room });
  for (const one of [bob, guest]) scene.replyOf(one, 'join', '', { room });
});

test('who is not in the room can be kept out of it, and nothing else', () => {
  for (const name of ['outside', 'nobody']) {
    for (const command of ['kick', 'mute', 'unmute', 'role'] as const) {
      assert.equal(scene.said(alice, command, name, { room, role: 'member' }), 'noSuchUser');
    }
    assert.equal(scene.said(alice, 'unban', name, { room }), 'notFound');
    assert.equal(scene.said(alice, 'ban', name, { room }), 'ok');
    assert.equal(scene.said(alice, 'unban', name, { room }), 'ok');
  }
});

test('whoever comes under a name that nobody had when it was kept out is kept out', () => {
  assert.equal(scene.said(alice, 'ban', 'nobody', { room }), 'ok');
  const late = scene.guest('nobody');
  assert.equal(scene.said(late, 'join', '', { room }), 'banned');
});

test('what is so already is answered with ok', () => {
  const message = scene.message(alice, room, 'at one');
  const idle = [
    ['unmute', 'bob', { room }],
    ['role', 'bob', { room, role: 'member' }],
    ['invite', 'bob', { room }],
    ['react', '', { message, emoji: '👍', off: true }],
    ['pin', '', { message, off: true }],
  ] as const;
  for (const [command, name, options] of idle) {
    assert.equal(scene.said(alice, command, name, options), 'ok', command);
  }
});

test('a guest has no role to be given in a room that is stored, and the last owner keeps it', () => {
  const role = 'moderator';
  assert.equal(scene.said(alice, 'role', 'gus', { room, role }), 'accountNeeded');
  assert.equal(scene.said(alice, 'role', 'alice', { room, role }), 'notPermitted');
});

test('what others wrote is not corrected, nor taken back between two people', () => {
  const bob = scene.registered('bob');
  const said = scene.message(alice, room, 'at one');
  const written = scene.message(alice, 'bob', 'at one?');
  for (const message of [said, written]) {
    assert.equal(scene.said(bob, 'edit', '', { message }, 'at two'), 'notPermitted');
    assert.equal(scene.said(bob, 'delete', '', { message }), 'notPermitted');
    assert.equal(scene.said(bob, 'pin', '', { message }), 'notPermitted');
  }
});
