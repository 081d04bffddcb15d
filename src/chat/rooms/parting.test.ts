/** Why people leave, in their own words, and who hears it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { PLAIN } from '../../protocol/hearing.ts';

/** What `talker` hears of `name` leaving and going. */
function partings(talker: Talker, name: string): unknown[] {
  const heard: unknown[] = [];
  talker.onEvent = (json) => {
    if (json.event === 'room' && json.what === 'left' && json.by === name) {
      heard.push([json.room, json.gone ?? false, json.why ?? null]);
    } else if (json.event === 'presence' && json.name === name) {
      heard.push([json.state, json.why ?? null]);
    }
  };
  return heard;
}

test('whoever leaves a room, or goes, may say why; a guest who goes leaves all rooms', () => {
  const scene = new Scene();
  const [alice, bob] = [scene.guest('alice'), scene.guest('bob')];
  for (const room of ['#lunch', '#soup', '#tea']) {
    scene.replyOf(alice, 'create', '', { room });
    scene.replyOf(bob, 'join', '', { room });
  }
  const heard = partings(alice, 'bob');
  assert.equal(scene.said(bob, 'leave', '', { room: '#lunch', why: 'full' }), 'ok');
  assert.equal(scene.said(bob, 'logout', '', { why: 'bed' }), 'ok');
  assert.deepEqual(heard, [
    ['#lunch', false, 'full'],
    ['#soup', true, 'bed'],
    ['#tea', true, 'bed'],
  ]);
});

test('an account stays a member, and says why it goes with its last client', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  scene.replyOf(alice, 'create', '', { room: '#lunch' });
  const [first, second] = [scene.registered('bob'), scene.registered('bob')];
  scene.replyOf(first, 'join', '', { room: '#lunch' });
  const heard = partings(alice, 'bob');
  scene.said(first, 'logout', '', { why: 'one of two' });
  assert.deepEqual(heard, []);
  scene.said(second, 'logout', '', { why: 'bed' });
  scene.registered('bob');
  assert.deepEqual(heard, [
    ['offline', 'bed'],
    ['here', null],
  ]);
});

test('the words of somebody who is muted or blocked are not told', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  for (const room of ['#lunch', '#soup']) scene.replyOf(alice, 'create', '', { room });
  const [bob, carol, dave] = ['bob', 'carol', 'dave'].map((name) => scene.registered(name));
  assert.ok(bob !== undefined && carol !== undefined && dave !== undefined);
  for (const one of [bob, carol, dave]) scene.replyOf(one, 'join', '', { room: '#lunch' });
  scene.replyOf(bob, 'join', '', { room: '#soup' });
  scene.said(alice, 'mute', 'bob', { room: '#lunch' });
  scene.said(dave, 'block', 'bob');
  const [atAlice, atCarol, atDave] = [alice, carol, dave].map((one) => partings(one, 'bob'));
  scene.said(bob, 'logout', '', { why: 'BUY' });
  const back = scene.registered('bob');
  scene.said(back, 'leave', '', { room: '#lunch', why: 'BUY' });
  assert.deepEqual(atAlice, [
    ['offline', 'BUY'],
    ['here', null],
    ['#lunch', false, null],
  ]);
  assert.deepEqual(atCarol, [
    ['offline', null],
    ['here', null],
    ['#lunch', false, null],
  ]);
  assert.deepEqual(atDave, []);
});

test('nor those of whoever may only listen in a moderated room', () => {
  const scene = new Scene();
  const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
  scene.replyOf(alice, 'create', '', { room: '#lunch' });
  scene.replyOf(bob, 'join', '', { room: '#lunch' });
  assert.equal(scene.said(alice, 'set-room', '', { room: '#lunch', moderated: true }), 'ok');
  const heard = partings(alice, 'bob');
  scene.said(bob, 'leave', '', { room: '#lunch', why: 'BUY' });
  assert.deepEqual(heard, [['#lunch', false, null]]);
});

test('clients that are told by lines hear of those who say why', () => {
  const scene = new Scene();
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => scene.guest(name));
  assert.ok(alice !== undefined && bob !== undefined && carol !== undefined);
  alice.hubClient.hearing = PLAIN;
  scene.replyOf(alice, 'create', '', { room: '#lunch' });
  for (const one of [bob, carol]) scene.replyOf(one, 'join', '', { room: '#lunch' });
  const atBob = partings(alice, 'bob');
  scene.said(bob, 'leave', '', { room: '#lunch' });
  assert.deepEqual(atBob, []);
  const atCarol = partings(alice, 'carol');
  scene.said(carol, 'leave', '', { room: '#lunch', why: 'full' });
  assert.deepEqual(atCarol, [['#lunch', false, 'full']]);
});
