/** Who hears that a person is away, and with which text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import type { EventData } from '../delivery/event.ts';

/** The away texts of bob that `talker` hears. */
function texts(talker: Talker): unknown[] {
  const heard: unknown[] = [];
  talker.onEvent = (json) => {
    if (json.event === 'presence' && json.name === 'bob')
      heard.push([json.state, json.text ?? null]);
  };
  return heard;
}

test('somebody who is muted says nothing by being away, other than where they may speak', () => {
  const scene = new Scene();
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => scene.registered(name));
  assert.ok(alice !== undefined && bob !== undefined && carol !== undefined);
  for (const room of ['#lunch', '#soup']) scene.replyOf(alice, 'create', '', { room });
  for (const one of [bob, carol]) scene.replyOf(one, 'join', '', { room: '#lunch' });
  scene.replyOf(bob, 'join', '', { room: '#soup' });
  const [atAlice, atCarol] = [texts(alice), texts(carol)];
  assert.equal(scene.said(bob, 'away', '', { text: 'out' }), 'ok');
  assert.equal(scene.said(alice, 'mute', 'bob', { room: '#lunch' }), 'ok');
  assert.equal(scene.said(bob, 'away', '', { text: 'BUY' }), 'ok');
  assert.equal(scene.said(alice, 'unmute', 'bob', { room: '#lunch' }), 'ok');
  assert.equal(scene.said(bob, 'away', '', { text: null }), 'ok');
  assert.deepEqual(atAlice, [
    ['away', 'out'],
    ['away', 'BUY'],
    ['here', null],
  ]);
  assert.deepEqual(atCarol, [
    ['away', 'out'],
    ['away', ''],
    ['here', null],
  ]);
});

test('people hear one event, in whichever room, where it says the same in all', () => {
  const scene = new Scene();
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => scene.registered(name));
  assert.ok(alice !== undefined && bob !== undefined && carol !== undefined);
  scene.said(alice, 'create', '', { room: '#lunch' });
  scene.said(carol, 'create', '', { room: '#soup' });
  for (const room of ['#lunch', '#soup']) scene.said(bob, 'join', '', { room });
  scene.said(alice, 'mute', 'bob', { room: '#lunch' });
  const heard: EventData[] = [];
  for (const one of [alice, carol]) one.onEvent = (json) => heard.push(json);
  scene.said(bob, 'logout');
  scene.registered('bob');
  assert.deepEqual(
    heard.map((json) => json.event === 'presence' && json.state),
    ['offline', 'offline', 'here', 'here'],
  );
  assert.deepEqual([heard[0] === heard[1], heard[2] === heard[3]], [true, true]);
});
