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
  questions.ask('first', false, (line) => {
    happened.push(`first: ${line}`);
    questions.ask('again', false, (other) => happened.push(`again: ${other}`));
  });
  questions.ask('second', false, (line) => happened.push(`second: ${line}`));
  assert.equal(questions.open?.text, 'first');
  type('a');
  assert.equal(questions.open?.text, 'again');
  type(null);
  assert.equal(questions.open?.text, 'second');
  type('b');
  assert.equal(questions.open, null);
  assert.deepEqual(happened, [
    'closed first',
    'first: a',
    'closed again',
    'again: null',
    'closed second',
    'second: b',
  ]);
});

test('what was typed stays on the screen only where it was seen', () => {
  const closed: string[] = [];
  const answers = ['secret', 'seen', null];
  const questions = new Questions(
    (done) => done(answers.shift() ?? null),
    (text) => closed.push(text),
  );
  questions.ask('Password: ', false, () => {});
  questions.ask('Its name: ', true, () => {});
  questions.ask('Its name: ', true, () => {});
  assert.deepEqual(closed, ['Password: ', 'Its name: seen', 'Its name: ']);
});
