import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.ts';

/** How many tokens are taken at `now` when as many as possible are. */
function drain(bucket: TokenBucket, now: number): number {
  let taken = 0;
  for (; bucket.has(now); taken++) bucket.take();
  return taken;
}

test('gives its burst at once, then its rate', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 50 }, 0);
  assert.equal(drain(bucket, 0), 50);
  assert.equal(drain(bucket, 50), 0);
  assert.equal(drain(bucket, 100), 1);
  assert.equal(drain(bucket, 1100), 10);
});

test('says how long it takes until there are this many', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 50 }, 0);
  assert.equal(bucket.waitMs(0, 50), 0);
  bucket.take(50);
  assert.deepEqual([bucket.waitMs(0), bucket.waitMs(0, 5), bucket.waitMs(40)], [100, 500, 60]);
  assert.equal(bucket.waitMs(100), 0);
});

test('refills to its burst, and no further', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 50 }, 0);
  drain(bucket, 0);
  assert.equal(bucket.restedBy(4999), false);
  assert.equal(bucket.restedBy(5000), true);
  assert.equal(drain(bucket, 3_600_000), 50);
});

test('always has a token without a limit', () => {
  const bucket = new TokenBucket({ perSecond: Infinity, burst: 1 }, 0);
  for (let i = 0; i < 1000; i++) {
    assert.equal(bucket.has(0), true);
    bucket.take();
  }
});

test('gives at most a burst more than the rate, over any time', () => {
  const steps = fc.array(fc.record({ wait: fc.nat(500), want: fc.nat(30) }), { maxLength: 100 });
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      (list, perSecond, burst) => {
        const bucket = new TokenBucket({ perSecond, burst }, 0);
        let now = 0;
        let taken = 0;
        for (const { wait, want } of list) {
          now += wait;
          for (let i = 0; i < want && bucket.has(now); i++, taken++) bucket.take();
          // The remainder may be joined by one more full burst.
          assert.ok(taken <= 2 * burst + (now / 1000) * perSecond);
        }
      },
    ),
  );
});

test('takes back what was taken, up to its burst', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, 0);
  assert.equal(drain(bucket, 0), 2);
  bucket.giveBack();
  assert.equal(drain(bucket, 0), 1);
  for (let i = 0; i < 5; i++) bucket.giveBack();
  assert.equal(drain(bucket, 0), 2);
});
