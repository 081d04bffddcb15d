import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../../../test/support/controlled-network.ts';
import { ReadMarks } from './read-marks.ts';

test('many messages are one mark a conversation, the newest', () => {
  const clock = new FakeClock();
  const told: string[] = [];
  const marks = new ReadMarks(clock.after, (name, upTo) => told.push(`${name} ${upTo}`));
  marks.shown('bob', 1);
  marks.shown('bob', 3);
  marks.shown('carol', 2);
  clock.pass(999);
  marks.shown('bob', 2);
  assert.deepEqual(told, []);
  clock.pass(1);
  assert.deepEqual(told.splice(0), ['bob 3', 'carol 2']);
  marks.shown('bob', 9);
  marks.forget();
  clock.pass(5000);
  marks.shown('dan', 4);
  marks.flush();
  clock.pass(5000);
  assert.deepEqual(told, ['dan 4']);
});
