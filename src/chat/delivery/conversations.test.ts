/** The lists of one's conversations and rooms, from the hub. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { makeOperator } from '../../../test/support/chat/owner.ts';
import { dataOf } from '../../../test/support/chat/replies.ts';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

const PASSWORD = 'correct horse';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

/** The conversations, each with its newest message, and whether there are more. */
function asked(talker: Talker, options: { beneath?: number; limit?: number } = {}) {
  const { conversations, more } = scene.replyOf(talker, 'conversations', '', options);
  return [conversations.map(({ with: name, newest }) => `${name} ${newest}`), more];
}

describe('conversations', () => {
  test('are with people, under the names of now', () => {
    const alice = scene.registered('alice');
    const bob = scene.registered('bob');
    scene.registered('carol');
    scene.message(alice, 'bob', 'lunch?');
    const note = scene.message(alice, 'alice', 'a note');
    const toCarol = scene.message(alice, 'carol', 'lunch?');
    scene.clock.now += 1000;
    const { now } = scene.clock;
    const answer = scene.message(bob, 'alice', 'yes');
    assert.equal(scene.said(bob, 'rename', 'robert'), 'ok');
    assert.equal(typeof scene.said(alice, 'create', '', { room: '#lunch' }), 'object');
    scene.message(alice, '#lunch', 'here');
    const expected = [`robert ${answer}`, `carol ${toCarol}`, `alice ${note}`];
    assert.deepEqual(asked(alice), [expected, false]);
    const first = scene.replyOf(alice, 'conversations', '', { limit: 1 });
    assert.deepEqual(first.conversations, [{ with: 'robert', newest: answer, at: now }]);
    assert.deepEqual(asked(alice, { limit: 1, beneath: answer }), [[`carol ${toCarol}`], true]);
    scene.restart();
    assert.deepEqual(asked(scene.registered('alice')), [expected, false]);
  });

  test('are of registered people only', () => {
    assert.equal(scene.said(scene.guest('gus'), 'conversations'), 'accountNeeded');
    assert.equal(scene.said(scene.connected(), 'conversations'), 'notLoggedIn');
  });

  test('with those who are gone are left out', () => {
    const alice = scene.registered('alice');
    const bob = scene.registered('bob');
    const carol = scene.registered('carol');
    const toCarol = scene.message(alice, 'carol', 'hi');
    scene.message(alice, 'bob', 'hi');
    scene.message(carol, 'bob', 'hi');
    assert.equal(scene.said(bob, 'unregister', '', { password: PASSWORD }), 'ok');
    assert.deepEqual(asked(alice, { limit: 1 }), [[`carol ${toCarol}`], false]);
  });

  test('with those who go while they are read end no page', () => {
    const alice = scene.registered('alice');
    const bob = scene.registered('bob');
    scene.registered('carol');
    const toCarol = scene.message(alice, 'carol', 'hi');
    scene.message(alice, 'bob', 'hi');
    const { length } = alice.answers;
    alice.say('conversations', '', { limit: 1 });
    // Read from the archive, but not answered yet.
    scene.storage.read();
    // Holds back the answers to everything else.
    const answer = scene.storage.answer.bind(scene.storage);
    scene.storage.answer = () => {};
    bob.say('unregister', '', { password: PASSWORD });
    for (let i = 0; i < 10; i++) scene.step();
    assert.equal(scene.hub.accountOf('bob'), undefined);
    scene.storage.answer = answer;
    scene.settle();
    const page = alice.answers[length];
    const { conversations, more } = dataOf('conversations', page);
    assert.deepEqual(
      conversations.map(({ with: name, newest }) => [name, newest]),
      [['carol', toCarol]],
    );
    assert.equal(more, false);
  });

  test('do not tell who has blocked one, nor what they are spared', () => {
    const alice = scene.registered('alice');
    const bob = scene.registered('bob');
    const carol = scene.registered('carol');
    const before = scene.message(alice, 'bob', 'hi');
    for (const name of ['bob', 'carol']) assert.equal(scene.said(alice, 'block', name), 'ok');
    const hidden = scene.message(bob, 'alice', 'unseen');
    const alone = scene.message(carol, 'alice', 'unseen');
    assert.deepEqual(asked(alice), [[`bob ${before}`], false]);
    assert.deepEqual(asked(bob), [[`alice ${hidden}`], false]);
    assert.deepEqual(asked(carol), [[`alice ${alone}`], false]);
    assert.equal(scene.said(alice, 'unblock', 'bob'), 'ok');
    assert.deepEqual(asked(alice), [[`bob ${before}`], false]);
  });
});

test('`rooms` with `mine` are those that one is in, private ones and groups too', () => {
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  const gus = scene.guest('gus');
  for (const room of ['#lunch', '#other', '#public']) scene.said(bob, 'create', '', { room });
  scene.said(bob, 'create', '', { room: '#secret', access: 'private' });
  scene.said(bob, 'create', '', { room: '#invited', access: 'private' });
  for (const room of ['#secret', '#invited']) scene.said(bob, 'invite', 'alice', { room });
  const group = scene.replyOf(bob, 'group', '', { names: ['alice'] }).room;
  for (const room of ['#lunch', '#secret']) scene.said(alice, 'join', '', { room });
  scene.said(gus, 'join', '', { room: '#public' });
  scene.said(gus, 'create', '', { room: '#passing' });
  const mine = (talker: Talker, options = {}) => {
    const result = scene.replyOf(talker, 'rooms', '', { mine: true, ...options });
    return [...result.rooms.map(({ room }) => room), ...(result.more ? ['more'] : [])];
  };
  assert.deepEqual(mine(alice), ['#lunch', '#secret', group]);
  assert.deepEqual(mine(alice, { limit: 2 }), ['#lunch', '#secret', 'more']);
  assert.deepEqual(mine(alice, { afterName: '#secret' }), [group]);
  assert.deepEqual(mine(alice, { find: 'sec' }), ['#secret']);
  assert.deepEqual(mine(gus), ['#passing', '#public']);
  assert.deepEqual(mine(scene.registered('dora')), []);
  assert.ok(mine(alice, { mine: false }).includes('#invited'));
  scene.said(alice, 'leave', '', { room: '#lunch' });
  assert.deepEqual(mine(alice), ['#secret', group]);
});

test('a login says whether one is an operator of the server', () => {
  const alice = scene.registered('alice');
  const account = scene.hub.accountOf('alice');
  assert.ok(account !== undefined);
  const login = () => {
    const answer = scene.replyOf(scene.connected(), 'login', 'alice', {
      password: PASSWORD,
    });
    return answer.operator === true;
  };
  assert.equal(login(), false);
  makeOperator(scene.hub, account.record.name);
  scene.settle();
  assert.equal(login(), true);
  assert.equal(scene.said(alice, 'logout'), 'ok');
  const guest = scene.replyOf(scene.connected(), 'login', 'gus');
  assert.deepEqual([guest.operator ?? false, guest.registered], [false, false]);
});
