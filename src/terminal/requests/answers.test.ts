import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Answers } from './answers.ts';

test('the client’s own answers wait for the replies to the lines before', () => {
  const printed: string[] = [];
  const answers = new Answers((answer) => printed.push(answer));
  answers.say('1');
  answers.owe();
  answers.say('3');
  answers.owe();
  answers.say('5');
  answers.say('6');
  assert.deepEqual(printed, ['1']);
  answers.settle('2');
  assert.deepEqual(printed, ['1', '2', '3']);
  assert.equal(answers.owed, 1);
  answers.settle(null);
  assert.deepEqual(printed, ['1', '2', '3', '5', '6']);
  assert.deepEqual([answers.owed, answers.waiting], [0, 0]);
});

test('a reply that comes before one to an earlier line waits for that', () => {
  const printed: string[] = [];
  const answers = new Answers((answer) => printed.push(answer));
  const [first, second] = [answers.owe(), answers.owe()];
  answers.say('3');
  answers.settle('2', second);
  assert.deepEqual([printed, answers.owed], [[], 1]);
  answers.settle('1', first);
  assert.deepEqual(printed, ['1', '2', '3']);
});
