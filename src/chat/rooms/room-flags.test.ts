/** Flags of rooms and voices, told as stories to the hub. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { makeOperator } from '../../../test/support/chat/owner.ts';
import { Scene } from '../../../test/support/chat/scene.ts';
import { hearingOf } from '../../protocol/hearing.ts';
import { roomFlags } from '../../protocol/room-flags.ts';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

const said = (...given: Parameters<Scene['said']>) => scene.said(...given);
const replyOf: Scene['replyOf'] = (...given) => scene.replyOf(...given);
const registered = (name: string) => scene.registered(name);

const room = '#news';

describe('a moderated room', () => {
  test('lets owners, moderators and members with a voice speak, also after a restart', () => {
    const [alice, bob, carol] = [registered('alice'), registered('bob'), registered('carol')];
    replyOf(alice, 'create', '', { room });
    for (const one of [bob, carol]) replyOf(one, 'join', '', { room });
    const id = scene.message(bob, room, 'before');
    assert.equal(said(alice, 'set-room', '', { room, moderated: true }), 'ok');
    assert.equal(said(bob, 'sendto', room, {}, 'hi'), 'moderated');
    assert.equal(said(bob, 'edit', '', { message: id }, 'hi'), 'moderated');
    assert.equal(said(bob, 'react', '', { message: id, emoji: '👍' }), 'moderated');
    assert.equal(said(bob, 'typing', room), 'moderated');
    assert.equal(said(alice, 'voice', 'bob', { room }), 'ok');
    assert.equal(said(alice, 'role', 'carol', { room, role: 'moderator' }), 'ok');
    scene.message(bob, room, 'with a voice');
    scene.message(carol, room, 'as a moderator');
    scene.restart();
    const again = registered('bob');
    assert.deepEqual(replyOf(again, 'join', '', { room }).flags, { moderated: true });
    assert.equal(replyOf(again, 'join', '', { room }).voice, true);
    scene.message(again, room, 'still');
    assert.equal(said(registered('carol'), 'voice', 'bob', { room, off: true }), 'ok');
    assert.equal(said(again, 'sendto', room, {}, 'hi'), 'moderated');
    // A voice ends with the membership.
    said(registered('alice'), 'voice', 'bob', { room });
    said(again, 'leave', '', { room });
    assert.equal(replyOf(again, 'join', '', { room }).voice, undefined);
  });

  test('does not show what who may not speak says in other ways', () => {
    const [alice, bob] = [registered('alice'), registered('bob')];
    replyOf(alice, 'create', '', { room });
    replyOf(bob, 'join', '', { room });
    said(alice, 'set-room', '', { room, moderated: true, topicLocked: false });
    alice.heard();
    assert.equal(said(bob, 'topic', '', { room, topic: 'hi' }), 'moderated');
    said(bob, 'away', '', { text: 'listen to me' });
    assert.doesNotMatch(JSON.stringify(alice.heard()), /listen/);
    said(alice, 'voice', 'bob', { room });
    assert.equal(said(bob, 'topic', '', { room, topic: 'hi' }), 'ok');
    said(alice, 'set-room', '', { room, topicLocked: true });
    assert.equal(said(bob, 'topic', '', { room, topic: 'ho' }), 'notPermitted');
  });
});

test('a guest who registers keeps the voice', () => {
  const alice = registered('alice');
  const gus = scene.guest('gus');
  replyOf(alice, 'create', '', { room });
  replyOf(gus, 'join', '', { room });
  said(alice, 'set-room', '', { room, moderated: true });
  said(alice, 'voice', 'gus', { room });
  said(gus, 'register', 'gus', { password: 'correct horse' });
  scene.settle();
  scene.message(gus, room, 'still');
  scene.restart();
  scene.message(registered('gus'), room, 'and still');
});

test('only moderators say who speaks, and only owners who comes in', () => {
  const [alice, bob, carol] = [registered('alice'), registered('bob'), registered('carol')];
  replyOf(alice, 'create', '', { room });
  for (const one of [bob, carol]) replyOf(one, 'join', '', { room });
  said(alice, 'role', 'bob', { room, role: 'moderator' });
  for (const flag of ['topicLocked', 'membersOnly', 'moderated', 'noCtcp'] as const) {
    assert.equal(said(carol, 'set-room', '', { room, [flag]: true }), 'notPermitted');
    assert.equal(said(bob, 'set-room', '', { room, [flag]: true }), 'ok');
  }
  for (const flag of ['listed', 'byInvitation'] as const) {
    assert.equal(said(bob, 'set-room', '', { room, [flag]: true }), 'notPermitted');
    assert.equal(said(alice, 'set-room', '', { room, [flag]: true }), 'ok');
  }
  const { room: group } = replyOf(alice, 'group', '', { names: ['bob'] });
  assert.equal(said(alice, 'set-room', '', { room: group, listed: true }), 'notPermitted');
  assert.equal(said(alice, 'set-room', '', { room: group, topicLocked: true }), 'notPermitted');
  assert.equal(said(alice, 'set-room', '', { room: group, moderated: true }), 'ok');
});

test('a room that is not listed is joined by whoever knows its name, and tells outsiders nothing', () => {
  const [alice, bob] = [registered('alice'), registered('bob')];
  replyOf(alice, 'create', '', { room });
  const found = () => replyOf(bob, 'rooms').rooms.map((one) => one.room);
  assert.deepEqual(found(), [room]);
  said(alice, 'set-room', '', { room, listed: false });
  assert.deepEqual(found(), []);
  assert.equal(said(bob, 'who', '', { room }), 'notMember');
  assert.equal(replyOf(bob, 'join', '', { room }).access, 'public');
  assert.deepEqual(found(), [room]);
  said(bob, 'leave', '', { room });
  said(alice, 'set-room', '', { room, byInvitation: true });
  // Neither of both: there is no such room.
  assert.equal(said(bob, 'who', '', { room }), 'noSuchRoom');
  assert.equal(replyOf(alice, 'who', '', { room }).access, 'private');
  said(alice, 'set-room', '', { room, listed: true });
  assert.deepEqual(found(), [room]);
  assert.equal(said(bob, 'join', '', { room }), 'notPermitted');
  assert.equal(said(bob, 'sendto', room, {}, 'hi'), 'notMember');
  said(alice, 'invite', 'bob', { room });
  scene.restart();
  assert.equal(replyOf(registered('bob'), 'join', '', { room }).role, 'member');
});

test('a room that is not for members only is spoken to from outside, by whoever could join', () => {
  const [alice, bob] = [registered('alice'), registered('bob')];
  const gus = scene.guest('gus');
  replyOf(alice, 'create', '', { room });
  said(alice, 'set-room', '', { room, membersOnly: false });
  alice.heard();
  scene.message(bob, room, 'from outside');
  assert.equal(typeof said(gus, 'sendto', room, {}, 'as a guest'), 'object');
  assert.deepEqual(alice.heard(), ['#news bob: from outside', '#news gus: as a guest']);
  assert.equal(replyOf(bob, 'who', '', { room }).members, 1);
  scene.message(alice, room, 'hello?');
  assert.deepEqual([...bob.heard(), ...gus.heard()], []);
  // What is held against them holds there too.
  said(alice, 'slow', '', { room, seconds: 60 });
  scene.message(bob, room, 'once');
  assert.equal(said(bob, 'sendto', room, {}, 'twice'), 'tooFast');
  said(alice, 'slow', '', { room, seconds: 0 });
  said(alice, 'ban', 'bob', { room });
  assert.equal(said(bob, 'sendto', room, {}, 'hi'), 'banned');
  said(alice, 'set-room', '', { room, moderated: true });
  assert.equal(said(gus, 'sendto', room, {}, 'hi'), 'moderated');
  said(alice, 'set-room', '', { room, moderated: false, membersOnly: true });
  assert.equal(typeof said(gus, 'sendto', room, {}, 'joins'), 'object');
  assert.equal(replyOf(alice, 'who', '', { room }).members, 2);
});

test('a room that nobody can come into any more ends', () => {
  const alice = registered('alice');
  const olga = registered('olga');
  makeOperator(scene.hub, 'olga');
  scene.settle();
  replyOf(alice, 'create', '', { room });
  said(alice, 'leave', '', { room });
  replyOf(olga, 'who', '', { room });
  said(olga, 'set-room', '', { room, byInvitation: true });
  assert.equal(said(olga, 'who', '', { room }), 'noSuchRoom');
});

test('what was changed is told to those who asked for it, and to no older client', () => {
  const [alice, bob, carol] = [registered('alice'), registered('bob'), registered('carol')];
  replyOf(alice, 'create', '', { room });
  for (const one of [bob, carol]) replyOf(one, 'join', '', { room });
  bob.hubClient.hearing = hearingOf(['room', 'rules']);
  carol.hubClient.hearing = hearingOf();
  const events: object[] = [];
  bob.onEvent = (json) => events.push(json);
  carol.heard();
  said(alice, 'set-room', '', { room, moderated: true, listed: true, topicLocked: false });
  said(alice, 'voice', 'carol', { room });
  said(alice, 'voice', 'carol', { room });
  said(alice, 'voice', 'carol', { room, off: true });
  const by = { event: 'room', room, by: 'alice' };
  assert.deepEqual(events, [
    { ...by, what: 'flags', flags: { topicLocked: false, moderated: true } },
    { ...by, what: 'voiced', name: 'carol' },
    { ...by, what: 'unvoiced', name: 'carol' },
  ]);
  assert.deepEqual(carol.heard(), []);
});

test('a description without flags is of an ordinary room', () => {
  const usual = { topicLocked: true, membersOnly: true, moderated: false, noCtcp: false };
  assert.deepEqual(roomFlags({ room, access: 'public' }), {
    ...usual,
    ...{ listed: true, byInvitation: false },
  });
  assert.deepEqual(roomFlags({ room: '#~1', access: 'private', flags: { moderated: true } }), {
    ...usual,
    ...{ listed: false, byInvitation: true, topicLocked: false, moderated: true },
  });
});
