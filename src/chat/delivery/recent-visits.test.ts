/** Recent visits: known for as long as they are remembered, and never more than there were. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecentVisits, STEPS_MAX } from './recent-visits.ts';

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

test('one who comes and goes all the time makes only their own earliest visits be forgotten', () => {
  const visits = new RecentVisits(0);
  const bob = { account: { id: 2 } };
  visits.came(room, bob, 1);
  visits.left(room, bob, 3);
  const last = 100_001;
  for (let entry = 4; entry < last; entry += 2) {
    visits.came(room, alice, entry);
    visits.left(room, alice, entry + 1);
  }
  assert.equal(visits.wasIn(7, 2, 2), true);
  assert.equal(visits.wasIn(7, 1, 4), false);
  assert.equal(visits.wasIn(7, 1, last - STEPS_MAX), false);
  assert.equal(visits.wasIn(7, 1, last - STEPS_MAX + 1), true);
  assert.equal(visits.wasIn(7, 1, last), true);
});

/** Each step: how many entries after the last, and of which of two accounts. */
const walks = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 3 }), account: fc.nat(1) }), {
  maxLength: 5 * STEPS_MAX,
  size: 'max',
});

test('whatever people do, they are known to have been where they were, and nowhere else', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const visits = new RecentVisits(0);
      const spans = new Map<number, { from: number; to: number; after: number }[]>();
      let entry = 0;
      for (const { gap, account } of walk) {
        entry += gap;
        const all = spans.get(account) ?? [];
        for (const span of all) span.after++;
        spans.set(account, all);
        const who = { account: { id: account } };
        const last = all.at(-1);
        if (last?.to === Number.POSITIVE_INFINITY) {
          last.to = entry;
          visits.left(room, who, entry);
        } else {
          all.push({ from: entry, to: Number.POSITIVE_INFINITY, after: 0 });
          visits.came(room, who, entry);
        }
      }
      for (const [account, all] of spans) {
        for (let at = 1; at <= entry + 1; at++) {
          // Who has not left is not asked for here; what is STEPS_MAX steps ago is forgotten.
          const isKnown = all.some(
            ({ from, to, after }) => from <= at && at <= to && to <= entry && after < STEPS_MAX,
          );
          assert.equal(visits.wasIn(7, account, at), isKnown, `${account} at ${at}`);
        }
      }
    }),
    { numRuns: 30 },
  );
});
