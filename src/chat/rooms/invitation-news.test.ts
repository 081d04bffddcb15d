/** Who hears that others are invited. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { hearingOf } from '../../protocol/hearing.ts';

function invitations(talker: Talker): unknown[] {
  const heard: unknown[] = [];
  talker.hubClient.hearing = hearingOf(['invitation']);
  talker.onEvent = (json) => {
    if (json.event === 'invitation') heard.push([json.room, json.by, json.name]);
  };
  return heard;
}

test('those who look after a room hear who is invited, and in a group all', () => {
  const scene = new Scene();
  const people = ['alice', 'bob', 'carol', 'dave'].map((name) => scene.registered(name));
  const [alice, bob, carol, dave] = people;
  assert.ok(alice !== undefined && bob !== undefined && carol !== undefined && dave !== undefined);
  scene.replyOf(alice, 'create', '', { room: '#lunch' });
  for (const one of [bob, carol]) scene.replyOf(one, 'join', '', { room: '#lunch' });
  scene.said(alice, 'role', 'bob', { room: '#lunch', role: 'moderator' });
  const { room: group } = scene.replyOf(alice, 'group', '', { names: ['bob', 'carol'] });
  const heard = people.map(invitations);
  assert.equal(scene.said(alice, 'invite', 'dave', { room: '#lunch' }), 'ok');
  assert.equal(scene.said(alice, 'invite', 'dave', { room: group }), 'ok');
  const [lunch, all] = [
    ['#lunch', 'alice', 'dave'],
    [group, 'alice', 'dave'],
  ];
  assert.deepEqual(heard, [[], [lunch, all], [all], []]);
  // Not of whom one has blocked; and whoever invites cannot tell that the guest has blocked them.
  scene.said(bob, 'block', 'alice');
  scene.said(dave, 'block', 'carol');
  assert.equal(scene.said(carol, 'invite', 'dave', { room: '#lunch' }), 'ok');
  assert.deepEqual(heard[0], [['#lunch', 'carol', 'dave']]);
  scene.said(alice, 'invite', 'dave', { room: '#lunch' });
  assert.equal(heard[1]?.length, 3);
});
