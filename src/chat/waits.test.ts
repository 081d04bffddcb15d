/** Waits go by a clock that does not step: nobody waits longer, or shorter, because the system's clock is set. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from './testing/scene.ts';

const ROOM = '#lunch';
const HOUR_MS = 3_600_000;

for (const step of [-HOUR_MS, HOUR_MS]) {
  describe(`with the clock set ${step < 0 ? 'back' : 'forward'}`, () => {
    function together() {
      const scene = new Scene();
      const alice = scene.registered('alice');
      const bob = scene.registered('bob');
      scene.resultOf('room', alice, 'create', '', { room: ROOM, kept: false });
      scene.resultOf('room', bob, 'join', '', { room: ROOM });
      return { scene, alice, bob };
    }

    test('slow mode takes as long', () => {
      const { scene, alice, bob } = together();
      assert.equal(scene.said(alice, 'slow', '', { room: ROOM, seconds: 30 }), 'ok');
      scene.message(bob, ROOM, 'one');
      scene.clock.step = step;
      scene.clock.now += 29_000;
      assert.equal(scene.said(bob, 'sendto', ROOM, {}, 'two'), 'tooFast');
      scene.clock.now += 1000;
      scene.message(bob, ROOM, 'two');
    });

    test('a mute and a ban take as long, and are told by the clock', () => {
      const { scene, alice, bob } = together();
      const given = { room: ROOM, seconds: 60 };
      assert.equal(scene.said(alice, 'mute', 'bob', given), 'ok');
      scene.clock.step = step;
      const { members } = scene.resultOf('members', alice, 'who', '', { room: ROOM });
      const muted = members.find(({ name }) => name === 'bob')?.mutedUntil;
      assert.equal(muted, scene.clock.now + step + 60_000);
      scene.clock.now += 59_000;
      assert.equal(scene.said(bob, 'sendto', ROOM, {}, 'one'), 'muted');
      scene.clock.now += 1000;
      scene.message(bob, ROOM, 'one');

      assert.equal(scene.said(alice, 'ban', 'bob', given), 'ok');
      const { bans } = scene.resultOf('bans', alice, 'bans', '', { room: ROOM });
      assert.equal(bans[0]?.until, scene.clock.now + step + 60_000);
      scene.clock.now += 59_000;
      assert.equal(scene.said(bob, 'join', '', { room: ROOM }), 'banned');
      scene.clock.now += 1000;
      scene.resultOf('room', bob, 'join', '', { room: ROOM });
    });
  });
}
