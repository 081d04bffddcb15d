import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SecretLine } from './secret-line.ts';

function typed(...keys: (string | { text?: string; name: string; ctrl?: boolean })[]) {
  const line = new SecretLine();
  const seen = keys.map((key) =>
    typeof key === 'string' ? line.press(key, {}) : line.press(key.text, key),
  );
  return seen.at(-1);
}

const RETURN = { text: '\r', name: 'return' };

test('what is typed is the line, spaces and emoji too', () => {
  assert.deepEqual(typed('a', ' ', '🎈', RETURN), { kind: 'entered', line: 'a 🎈' });
});

test('it can be corrected, and begun anew', () => {
  const back = { text: '\x7f', name: 'backspace' };
  assert.deepEqual(typed('a', '🎈', back, RETURN), { kind: 'entered', line: 'a' });
  const clear = { text: '\x15', name: 'u', ctrl: true };
  assert.deepEqual(typed('a', clear, 'b', RETURN), { kind: 'entered', line: 'b' });
});

test('keys that type nothing add nothing', () => {
  const up = { text: '\x1b[A', name: 'up' };
  assert.deepEqual(typed('a', up, { name: 'f1' }, RETURN), { kind: 'entered', line: 'a' });
});

test('Ctrl-C, Ctrl-D and an empty line give up', () => {
  assert.deepEqual(typed('a', { text: '\x03', name: 'c', ctrl: true }), { kind: 'given up' });
  assert.deepEqual(typed({ text: '\x04', name: 'd', ctrl: true }), { kind: 'given up' });
  assert.deepEqual(typed(RETURN), { kind: 'given up' });
});
