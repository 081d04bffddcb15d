import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Questions } from './questions.ts';

test('one question is open at a time, and what an answer leads to comes before the others', () => {
  const happened: string[] = [];
  let type: (line: string | null) => void = () => assert.fail('nothing is asked');
  const questions = new Questions(
    (done) => {
      type = done;
    },
    (text) => happened.push(`closed ${text}`),
  );
  questions.ask('first', (line) => {
    happened.push(`first: ${line}`);
    questions.ask('again', (other) => happened.push(`again: ${other}`));
  });
  questions.ask('second', (line) => happened.push(`second: ${line}`));
  assert.equal(questions.text, 'first');
  type('a');
  assert.equal(questions.text, 'again');
  type(null);
  assert.equal(questions.text, 'second');
  type('b');
  assert.equal(questions.text, null);
  assert.deepEqual(happened, [
    'closed first',
    'first: a',
    'closed again',
    'again: null',
    'closed second',
    'second: b',
  ]);
});
