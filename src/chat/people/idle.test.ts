/** For how long people have been silent, and who is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

test('those who share a room are told when somebody came, and was heard there', () => {
  const scene = new Scene();
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => scene.registered(name));
  assert.ok(alice !== undefined && bob !== undefined && carol !== undefined);
  const start = scene.clock.now;
  for (const room of ['#lunch', '#soup']) {
    scene.replyOf(bob, 'create', '', { room });
  }
  scene.replyOf(alice, 'join', '', { room: '#lunch' });
  const idle = (who: Talker, name = 'bob') => {
    const [one] = scene.replyOf(who, 'presence', '', { names: [name], idle: true }).people;
    return [one?.idle ?? null, one?.since ?? null];
  };
  scene.clock.now = start + 60_000;
  const [silent, since] = idle(alice);
  assert.deepEqual([silent, typeof since], [60, 'number']);
  scene.message(bob, '#soup', 'elsewhere');
  assert.deepEqual(idle(alice), [60, since]);
  scene.message(bob, '#lunch', 'here');
  assert.deepEqual(idle(alice), [0, since]);
  assert.deepEqual(idle(carol), [null, null]);
  assert.deepEqual(idle(bob), [0, since]);
  // One is told nothing of whom one has blocked; and they cannot tell that they are.
  scene.said(alice, 'block', 'bob');
  assert.deepEqual(idle(alice), [null, null]);
  assert.equal(idle(bob, 'alice')[0], 60);
  scene.said(bob, 'logout');
  scene.said(alice, 'unblock', 'bob');
  assert.deepEqual(idle(alice), [null, null]);
  assert.deepEqual(scene.replyOf(alice, 'presence', '', { names: ['bob'] }).people, [
    { name: 'bob', state: 'offline' },
  ]);
});
