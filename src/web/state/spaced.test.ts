/** What is wanted often is done now and then. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Spaced } from './spaced.ts';

function world() {
  const due: (() => void)[] = [];
  const done = { count: 0 };
  const after = (_: number, task: () => void) => {
    due.push(task);
    return () => void due.splice(due.indexOf(task), 1);
  };
  const spaced = new Spaced(after, 1000, () => done.count++);
  return { due, done, spaced };
}

test('the first is at once, all that come meanwhile are one more', () => {
  const { due, done, spaced } = world();
  for (let times = 0; times < 5; times++) spaced.soon();
  assert.equal(done.count, 1);
  due.shift()?.();
  assert.equal(done.count, 2);
  due.shift()?.();
  assert.equal(done.count, 2);
  assert.equal(due.length, 0);
  spaced.soon();
  assert.equal(done.count, 3);
});

test('nothing is done after its end', () => {
  const { due, done, spaced } = world();
  spaced.soon();
  spaced.soon();
  spaced.stop();
  assert.equal(due.length, 0);
  assert.equal(done.count, 1);
});
