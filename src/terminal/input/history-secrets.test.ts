/** Which lines are kept out of the history, and which may be followed by a question for a secret. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsSecret, mayAskSecret } from './history-secrets.ts';

test('lines that somebody may have written a secret into', () => {
  for (const line of [
    'login ann hunter2',
    '/register ann CODE',
    ' password x',
    'change-password a b',
    'unregister x',
  ]) {
    assert.ok(holdsSecret(line), line);
  }
  for (const line of ['login ann', 'register ann', 'unregister', 'sendto bob password x', 'list']) {
    assert.ok(!holdsSecret(line), line);
  }
});

test('lines that may be followed by a question for one', () => {
  for (const line of ['login ann', '/login ann', 'register a', 'change-password', 'unregister']) {
    assert.ok(mayAskSecret(line), line);
  }
  for (const line of ['list', 'sendto ann login', '']) assert.ok(!mayAskSecret(line), line);
});
