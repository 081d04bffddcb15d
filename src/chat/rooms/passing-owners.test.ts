/** Owners of guests' rooms, told as stories to the hub: they have nobody above them. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

const said = (...given: Parameters<Scene['said']>) => scene.said(...given);

const room = '#lunch';

function rolesIn(talker: Talker): Record<string, string> {
  const { people } = scene.replyOf(talker, 'who', '', { room });
  return Object.fromEntries(people.map(({ name, role }) => [name, role]));
}

test('owners of a guest’s room act on owners', () => {
  const [ann, ben, cat] = [scene.guest('ann'), scene.guest('ben'), scene.guest('cat')];
  scene.replyOf(ann, 'create', '', { room });
  for (const one of [ben, cat]) scene.replyOf(one, 'join', '', { room });
  for (const name of ['ben', 'cat']) {
    assert.equal(said(ann, 'role', name, { room, role: 'owner' }), 'ok');
  }
  assert.equal(said(ben, 'role', 'ann', { room, role: 'member' }), 'ok');
  assert.equal(said(ben, 'kick', 'cat', { room }), 'ok');
  assert.deepEqual(rolesIn(ben), { ann: 'member', ben: 'owner' });
});

test('the last owner may step down where somebody else is there, who is it then', () => {
  const ann = scene.guest('ann');
  scene.replyOf(ann, 'create', '', { room });
  assert.equal(said(ann, 'role', 'ann', { room, role: 'member' }), 'notPermitted');
  const ben = scene.guest('ben');
  scene.replyOf(ben, 'join', '', { room });
  ben.heard();
  assert.equal(said(ann, 'role', 'ann', { room, role: 'member' }), 'ok');
  assert.deepEqual(rolesIn(ben), { ann: 'member', ben: 'owner' });
  assert.equal(said(ben, 'kick', 'ann', { room }), 'ok');
});

test('in a room of somebody registered nobody acts on an equal, and its last owner stays one', () => {
  const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
  scene.replyOf(alice, 'create', '', { room });
  scene.replyOf(bob, 'join', '', { room });
  assert.equal(said(alice, 'role', 'alice', { room, role: 'member' }), 'notPermitted');
  assert.equal(said(alice, 'role', 'bob', { room, role: 'owner' }), 'ok');
  assert.equal(said(bob, 'role', 'alice', { room, role: 'member' }), 'notPermitted');
  assert.equal(said(bob, 'kick', 'alice', { room }), 'notPermitted');
});
