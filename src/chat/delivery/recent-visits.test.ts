/** Recent visits: known for as long as they are remembered, and never more than there were. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentVisits } from './recent-visits.ts';

const room = { record: { id: 7 } };
const alice = { account: { id: 1 } };

test('somebody who came and left was in the room from one entry to the other', () => {
  const visits = new RecentVisits(10);
  visits.came(room, alice, 12);
  visits.left(room, alice, 15);
  const known = [10, 11, 12, 15, 16].map((entry) => visits.wasIn(7, 1, entry));
  assert.deepEqual(known, [false, false, true, true, false]);
  assert.equal(visits.wasIn(7, 2, 13), false);
  assert.equal(visits.wasIn(8, 1, 13), false);
});

test('one who was there at the start, and left, was in it since the start', () => {
  const visits = new RecentVisits(10);
  visits.left(room, alice, 15);
  const known = [10, 11, 15, 16].map((entry) => visits.wasIn(7, 1, entry));
  assert.deepEqual(known, [false, true, true, false]);
});

test('guests, and what is not stored, are not remembered', () => {
  const visits = new RecentVisits(10);
  visits.left(room, { account: null }, 15);
  visits.left(room, alice, 0);
  assert.equal(visits.wasIn(7, 1, 11), false);
});

test('the earliest are forgotten; of those who came before, nothing is said of then', () => {
  const visits = new RecentVisits(0);
  const bob = { account: { id: 2 } };
  visits.came(room, bob, 2);
  for (let entry = 3; entry < 100_000; entry++) {
    visits.came(room, { account: { id: entry } }, entry);
  }
  visits.left(room, bob, 100_000);
  visits.left(room, alice, 100_001);
  assert.equal(visits.wasIn(7, 2, 1), false);
  assert.equal(visits.wasIn(7, 2, 3), false);
  assert.equal(visits.wasIn(7, 1, 3), false);
  assert.equal(visits.wasIn(7, 2, 99_999), true);
  assert.equal(visits.wasIn(7, 1, 99_999), true);
});
