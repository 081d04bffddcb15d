import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Person } from '../people/client.ts';
import { LiveMessages } from './live-messages.ts';

test('whoever says much makes their own forgotten, and not what others said', () => {
  const scene = new Scene();
  const person = (name: string) => scene.guest(name).hubClient.person ?? assert.fail();
  const [gus, hal] = [person('gus'), person('hal')];
  const alice = scene.registered('alice').hubClient.person ?? assert.fail();
  const live = new LiveMessages();
  const quiet = live.add(hal, gus, '192.0.2.2', 0).id;
  const registered = live.add(alice, gus, '192.0.2.3', 0).id;
  const first = live.add(gus, hal, '192.0.2.1', 0).id;
  for (let i = 0; i < 1000; i++) live.add(gus, hal, '192.0.2.1', 0);
  assert.equal(live.get(first), undefined);
  assert.equal(live.get(first - 1)?.author, gus);
  assert.equal(live.get(quiet)?.author, hal);
  // From many addresses, or from this machine, guests push out only messages of guests.
  for (let i = 0; i < 5000; i++) live.add(gus, hal, i % 2 === 0 ? null : `192.0.2.${i % 50}`, 0);
  assert.equal(live.get(quiet), undefined);
  assert.equal(live.get(registered)?.author, alice);
  live.delete(registered);
  assert.equal(live.get(registered), undefined);
});

test('messages of a conversation have times that rise, and never go back with the clock', () => {
  const scene = new Scene();
  const person = (name: string) => scene.guest(name).hubClient.person ?? assert.fail();
  const [gus, hal, eve] = [person('gus'), person('hal'), person('eve')];
  const live = new LiveMessages();
  const at = (author: Person, to: Person, date: number) => live.add(author, to, null, date).at;
  assert.deepEqual([at(gus, hal, 10), at(hal, gus, 10), at(gus, eve, 10)], [10, 11, 11]);
  assert.deepEqual([at(gus, hal, 5), at(gus, hal, 100)], [12, 100]);
});
