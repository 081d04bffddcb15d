import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Pauses } from './reconnection.ts';

function take(pauses: Pauses, count: number): number[] {
  return Array.from({ length: count }, () => pauses.next());
}

describe('the pauses between attempts', () => {
  test('double from half a second to half a minute', () => {
    const longest = new Pauses(() => 1);
    assert.deepEqual(take(longest, 8), [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });
  test('are drawn from the upper half of that', () => {
    const shortest = new Pauses(() => 0);
    assert.deepEqual(take(shortest, 8), [250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });
  test('are short again after a success', () => {
    const pauses = new Pauses(() => 0);
    take(pauses, 5);
    pauses.reset();
    assert.deepEqual(take(pauses, 2), [250, 500]);
  });
});
