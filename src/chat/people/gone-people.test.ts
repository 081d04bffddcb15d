/** Messages to people who are gone, and replies across conversations. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { Witness } from '../../../test/support/chat/witness.ts';

const PASSWORD = 'correct horse';

let scene: Scene;
let alice: Talker;
/** Another of alice's devices. */
let elsewhere: Witness;

beforeEach(() => {
  scene = new Scene();
  alice = scene.registered('alice');
  elsewhere = new Witness(scene.hub);
  scene.said(elsewhere, 'hello');
  scene.said(elsewhere, 'login', 'alice', { password: PASSWORD });
});

/** @returns the id of a message from alice to an account that is gone since */
function toNobody(): number {
  const bob = scene.registered('bob');
  const message = scene.message(alice, 'bob', 'to bob');
  assert.equal(scene.said(bob, 'unregister', '', { password: PASSWORD }), 'ok');
  elsewhere.taken();
  return message;
}

test('there is nothing around a message to an account that is gone, and not the notes to oneself', () => {
  scene.message(alice, 'alice', 'a note');
  const message = toNobody();
  scene.message(alice, 'alice', 'another note');
  assert.equal(scene.said(alice, 'context', '', { message }), 'noSuchUser');
});

test('a message to an account that is gone is not changed, nor reacted to, and nobody is told so', () => {
  const message = toNobody();
  assert.equal(scene.said(alice, 'edit', '', { message }, 'to nobody'), 'noSuchUser');
  assert.equal(scene.said(alice, 'react', '', { message, emoji: '👍' }), 'noSuchUser');
  assert.equal(scene.said(alice, 'pin', '', { message }), 'notPermitted');
  assert.equal(scene.said(alice, 'reply', '', { reply: message }, 'bob?'), 'noSuchUser');
  assert.deepEqual(elsewhere.taken(), []);
  const { edits } = scene.replyOf(alice, 'edits', '', { message });
  assert.equal(edits.length, 1);
  assert.deepEqual(scene.replyOf(alice, 'reactions', '', { message }).reactions, []);
});

test('it can be taken back, and one’s other devices hear so, to nobody', () => {
  const message = toNobody();
  assert.equal(scene.said(alice, 'delete', '', { message }), 'ok');
  const event = { event: 'deleted', message, from: 'alice', to: null, by: 'alice' };
  assert.deepEqual(elsewhere.taken(), [`event ${JSON.stringify(event)}`]);
  assert.equal(scene.said(alice, 'edits', '', { message }), 'notFound');
});

test('the same holds for what was said to a guest who is gone', () => {
  const carol = scene.guest('carol');
  const message = scene.message(alice, 'carol', 'to carol');
  const fromCarol = scene.message(carol, 'alice', 'to alice');
  assert.equal(scene.said(carol, 'logout'), 'ok');
  // The next person with that name is somebody else.
  const other = scene.guest('carol');
  elsewhere.taken();
  assert.equal(scene.said(alice, 'edit', '', { message }, 'to nobody'), 'noSuchUser');
  assert.equal(scene.said(alice, 'react', '', { message: fromCarol, emoji: '👍' }), 'noSuchUser');
  assert.equal(scene.said(alice, 'reply', '', { reply: fromCarol }, 'carol?'), 'noSuchUser');
  assert.equal(scene.said(alice, 'sendto', 'carol', { reply: fromCarol }, 'carol?'), 'notFound');
  assert.deepEqual([elsewhere.taken(), other.heard()], [[], []]);
  assert.equal(scene.said(alice, 'delete', '', { message }), 'ok');
  assert.deepEqual(other.heard(), []);
});

test('a message answers one of its own conversation alone', () => {
  const bob = scene.registered('bob');
  const carol = scene.registered('carol');
  const guest = scene.guest('guest');
  const rooms = ['#lunch', '#soup'];
  for (const room of rooms) scene.replyOf(alice, 'create', '', { room });
  scene.replyOf(alice, 'create', '', { room: '#live', kept: false });
  const messages = new Map([
    ['alice', scene.message(alice, 'alice', 'a note')],
    ['bob', scene.message(alice, 'bob', 'to bob')],
    ['carol', scene.message(carol, 'alice', 'from carol')],
    ['guest', scene.message(guest, 'alice', 'from a guest')],
    ['#lunch', scene.message(alice, '#lunch', 'lunch')],
    ['#soup', scene.message(alice, '#soup', 'soup')],
    ['#live', scene.message(alice, '#live', 'live')],
  ]);
  bob.heard();
  for (const to of messages.keys()) {
    for (const [where, reply] of messages) {
      const answer = scene.said(alice, 'sendto', to, { reply }, `to ${to}, from ${where}`);
      const is = typeof answer === 'object' ? 'sent' : answer;
      assert.equal(is, to === where ? 'sent' : 'notFound', `to ${to}, from ${where}`);
    }
  }
  assert.deepEqual(bob.heard(), ['alice to bob: to bob, from bob']);
});
