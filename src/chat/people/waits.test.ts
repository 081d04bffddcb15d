/** Waits use a clock that never steps: setting the system's clock makes none longer or shorter. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import { FOREVER } from '../records.ts';

const ROOM = '#lunch';
const HOUR_MS = 3_600_000;

for (const step of [-HOUR_MS, HOUR_MS]) {
  describe(`with the clock set ${step < 0 ? 'back' : 'forward'}`, () => {
    function together() {
      const scene = new Scene();
      const alice = scene.registered('alice');
      const bob = scene.registered('bob');
      scene.replyOf(alice, 'create', '', { room: ROOM, kept: false });
      scene.replyOf(bob, 'join', '', { room: ROOM });
      return { scene, alice, bob };
    }

    test('slow mode takes as long', () => {
      const { scene, alice, bob } = together();
      assert.equal(scene.said(alice, 'slow', '', { room: ROOM, seconds: 30 }), 'ok');
      scene.message(bob, ROOM, 'one');
      scene.clock.step = step;
      scene.clock.now += 29_000;
      assert.equal(scene.said(bob, 'sendto', ROOM, {}, 'two'), 'tooFast');
      assert.equal(bob.waitMs, 1000);
      scene.clock.now += 1000;
      scene.message(bob, ROOM, 'two');
    });

    test('a mute and a ban take as long, and are told by the clock', () => {
      const { scene, alice, bob } = together();
      const given = { room: ROOM, seconds: 60 };
      assert.equal(scene.said(alice, 'mute', 'bob', given), 'ok');
      assert.equal(alice.heldUntil, scene.clock.now + 60_000);
      scene.clock.step = step;
      const { people } = scene.replyOf(alice, 'who', '', { room: ROOM });
      const muted = people.find(({ name }) => name === 'bob')?.muted;
      assert.equal(muted, scene.clock.now + step + 60_000);
      scene.clock.now += 59_000;
      assert.equal(scene.said(bob, 'sendto', ROOM, {}, 'one'), 'muted');
      assert.equal(bob.waitMs, 1000);
      scene.clock.now += 1000;
      scene.message(bob, ROOM, 'one');

      assert.equal(scene.said(alice, 'ban', 'bob', given), 'ok');
      const { bans } = scene.replyOf(alice, 'bans', '', { room: ROOM });
      assert.equal(bans[0]?.until, scene.clock.now + step + 60_000);
      scene.clock.now += 59_000;
      assert.equal(scene.said(bob, 'join', '', { room: ROOM }), 'banned');
      assert.equal(bob.waitMs, 1000);
      scene.clock.now += 1000;
      scene.replyOf(bob, 'join', '', { room: ROOM });
    });
  });
}

test('who is muted is told until when with the room; one for good has no end to wait for', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.replyOf(alice, 'create', '', { room: ROOM, kept: false });
  scene.replyOf(bob, 'join', '', { room: ROOM });
  const muted = () => scene.replyOf(bob, 'join', '', { room: ROOM }).muted;
  assert.equal(muted(), undefined);
  assert.equal(scene.said(alice, 'mute', 'bob', { room: ROOM, seconds: 60 }), 'ok');
  assert.equal(muted(), scene.clock.now + 60_000);
  assert.equal(scene.said(alice, 'mute', 'bob', { room: ROOM }), 'ok');
  assert.equal(alice.heldUntil, null);
  assert.equal(muted(), FOREVER);
  assert.equal(scene.said(bob, 'sendto', ROOM, {}, 'one'), 'muted');
  assert.equal(bob.waitMs, null);
  assert.equal(scene.said(alice, 'unmute', 'bob', { room: ROOM }), 'ok');
  assert.equal(muted(), undefined);
});

test('a guest is kept out for a day, and who wanted it for longer is told so', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const mallory = scene.guest('mallory', '198.51.100.7');
  scene.replyOf(alice, 'create', '', { room: ROOM });
  scene.replyOf(mallory, 'join', '', { room: ROOM });
  for (const command of ['mute', 'ban'] as const) {
    assert.equal(scene.said(alice, command, 'mallory', { room: ROOM }), 'ok');
    assert.equal(alice.heldUntil, scene.clock.now + 24 * HOUR_MS);
  }
});
