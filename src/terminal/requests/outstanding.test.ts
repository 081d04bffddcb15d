import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../../../test/support/controlled-network.ts';
import { Answers } from './answers.ts';
import { Outstanding, PATIENCE_MS } from './outstanding.ts';

test('whoever waits for answers is told once that none comes, and how many wait', () => {
  const clock = new FakeClock();
  const told: number[] = [];
  const outstanding = new Outstanding(new Answers(() => {}), clock, (waiting) =>
    told.push(waiting),
  );
  const [first, second, third] = Array.from({ length: 3 }, () => ({ command: 'list' }) as const);
  assert.ok(first && second && third);
  outstanding.asked(first, () => null);
  clock.pass(PATIENCE_MS - 1);
  outstanding.asked(second, () => null);
  assert.deepEqual(told, []);
  clock.pass(1);
  assert.deepEqual(told, [2]);
  outstanding.asked(third, () => null);
  clock.pass(10 * PATIENCE_MS);
  assert.deepEqual(told, [2]);
  // It goes on, and then no further.
  outstanding.settle(first, () => null);
  clock.pass(PATIENCE_MS);
  assert.deepEqual(told, [2, 2]);
  outstanding.settle(second, () => null);
  outstanding.settle(third, () => null);
  clock.pass(10 * PATIENCE_MS);
  assert.deepEqual(told, [2, 2]);
});
