/** A guest registers while in rooms: the person stays in them, and so do bans and mutes. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

const PASSWORD = 'correct horse';
const KEPT = '#lunch';
const PASSING = '#tea';

let scene: Scene;
let alice: Talker;

beforeEach(() => {
  scene = new Scene();
  alice = scene.registered('alice');
  scene.replyOf(alice, 'create', '', { room: KEPT });
});

function register(talker: Talker, name: string, device?: string): void {
  const options = device === undefined ? { password: PASSWORD } : { password: PASSWORD, device };
  assert.equal(typeof scene.said(talker, 'register', name, options), 'object');
}

function rolesIn(room: string): string[] {
  return scene
    .replyOf(alice, 'who', '', { room })
    .people.map(({ name, role, guest }) => `${name} ${role}${guest ? ' guest' : ''}`);
}

test('it is in its rooms, hears of them and nobody heard that it was gone', () => {
  for (const device of [undefined, 'laptop']) {
    const name = device ?? 'carol';
    const room = `${PASSING}-${name}`;
    const carol = scene.guest(name);
    scene.said(carol, 'join', '', { room: KEPT });
    scene.replyOf(carol, 'create', '', { room });
    scene.replyOf(alice, 'join', '', { room });
    alice.heard();
    register(carol, name, device);
    assert.deepEqual(alice.heard(), [`${name} is here`]);
    assert.ok(rolesIn(KEPT).includes(`${name} member`));
    assert.deepEqual(rolesIn(room), ['alice member', `${name} owner`]);
    carol.heard();
    scene.message(alice, KEPT, 'welcome');
    assert.deepEqual(carol.heard(), [`${KEPT} alice: welcome`]);
    scene.message(carol, KEPT, 'hello');
  }
  scene.restart();
  alice = scene.registered('alice');
  assert.ok(rolesIn(KEPT).includes('carol member'));
});

test('it is as muted as it was', () => {
  const carol = scene.guest('carol');
  scene.said(carol, 'join', '', { room: KEPT });
  assert.equal(scene.said(alice, 'mute', 'carol', { room: KEPT }), 'ok');
  register(carol, 'carol');
  assert.equal(scene.said(carol, 'sendto', KEPT, {}, 'psst'), 'muted');
});

test('whose connection is lost just then is in those that are stored, and a room of its own ends', () => {
  for (const device of [undefined, 'laptop']) {
    const name = device ?? 'carol';
    const carol = scene.guest(name);
    scene.said(carol, 'join', '', { room: KEPT });
    scene.replyOf(carol, 'create', '', { room: PASSING });
    const options = device === undefined ? {} : { device };
    carol.say('register', name, { password: PASSWORD, ...options });
    // The account exists, and nobody is logged in yet.
    for (let i = 0; i < 100 && scene.hub.accountOf(name) === undefined; i++) scene.step();
    assert.ok(scene.hub.accountOf(name) !== undefined);
    scene.hub.disconnect(carol.hubClient, 'lost');
    scene.settle();
    assert.ok(rolesIn(KEPT).includes(`${name} member`));
    assert.equal(scene.said(alice, 'join', '', { room: PASSING }), 'noSuchRoom');
  }
});
