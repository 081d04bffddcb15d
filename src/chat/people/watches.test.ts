/** Watching people: who hears that they come and go, without sharing a room with them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { hearingOf, PLAIN } from '../../protocol/hearing.ts';
import { WATCHED_NAMES_MAX } from '../../protocol/limits.ts';

/** What `talker`, who names what it wants to hear, hears of those whom it watches. */
function watches(talker: Talker, ...names: string[]): unknown[] {
  talker.hubClient.hearing = hearingOf(['watched']);
  const heard: unknown[] = [];
  talker.onEvent = (json) => {
    if (json.event === 'watched') heard.push([json.name, json.state, json.text ?? null]);
  };
  if (names.length > 0) talker.say('watch', '', { names });
  return heard;
}

test('who watches a name hears of whoever has it, however it is spelled, until that ends', () => {
  const scene = new Scene();
  const [alice, carol] = [scene.guest('alice'), scene.registered('carol')];
  scene.said(carol, 'logout');
  const heard = watches(alice);
  assert.deepEqual(scene.replyOf(alice, 'watch', '', { names: ['BOB', 'carol', 'alice'] }), {
    people: [
      { name: 'BOB', state: 'offline' },
      { name: 'carol', state: 'offline' },
      { name: 'alice', state: 'here' },
    ],
  });
  const bob = scene.guest('bob');
  assert.equal(scene.said(bob, 'away', '', { text: 'tea' }), 'ok');
  assert.equal(scene.said(alice, 'away', '', { text: 'me' }), 'ok');
  assert.equal(scene.said(bob, 'logout', '', { why: 'bed' }), 'ok');
  const [one, two] = [scene.registered('carol'), scene.registered('carol')];
  assert.equal(scene.said(one, 'rename', 'caro'), 'ok');
  scene.said(one, 'logout');
  scene.said(two, 'logout');
  assert.deepEqual(heard, [
    ['bob', 'here', null],
    ['bob', 'away', 'tea'],
    ['bob', 'offline', null],
    ['carol', 'here', null],
    ['carol', 'offline', null],
  ]);
  const { people } = scene.replyOf(alice, 'watch');
  assert.deepEqual(
    people.map(({ name }) => name),
    ['BOB', 'carol', 'alice'],
  );
  scene.said(alice, 'unwatch', '', { names: ['bob'] });
  heard.length = 0;
  scene.guest('bob');
  scene.said(alice, 'unwatch');
  scene.guest('bobby');
  assert.deepEqual(heard, []);
  assert.deepEqual(scene.replyOf(alice, 'watch'), { people: [] });
});

test('one hears nothing of whom one has blocked, and they hear of oneself as ever', () => {
  const scene = new Scene();
  const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
  const [atAlice, atBob] = [watches(alice, 'bob'), watches(bob, 'alice')];
  scene.said(alice, 'block', 'bob');
  scene.said(bob, 'away', '', { text: 'BUY' });
  scene.said(alice, 'away', '', { text: 'tea' });
  assert.deepEqual([atAlice, atBob], [[], [['alice', 'away', 'tea']]]);
  assert.deepEqual(scene.replyOf(alice, 'watch'), { people: [{ name: 'bob', state: 'away' }] });
});

test('what is watched belongs to a login, and is bounded; clients told by lines may watch, too', () => {
  const scene = new Scene();
  const alice = scene.guest('alice');
  const many = Array.from({ length: WATCHED_NAMES_MAX }, (_, i) => `n${i}`);
  const heard = watches(alice, ...many);
  assert.equal(scene.said(alice, 'watch', '', { names: ['n0', 'N1', 'one-more'] }), 'quotaReached');
  scene.guest('one-more');
  scene.guest('n7');
  assert.deepEqual(heard, [['n7', 'here', null]]);
  scene.said(alice, 'logout');
  scene.said(alice, 'login', 'alice');
  assert.deepEqual(scene.replyOf(alice, 'watch'), { people: [] });
  scene.said(alice, 'watch', '', { names: ['n8'] });
  alice.hubClient.hearing = PLAIN;
  scene.guest('n8');
  assert.deepEqual(heard.at(-1), ['n8', 'here', null]);
  scene.said(alice, 'notices', '', { on: false });
  scene.guest('n8x');
  assert.equal(heard.length, 2);
  scene.hub.disconnect(alice.hubClient, 'closed');
  assert.equal(alice.hubClient.watched, null);
});
