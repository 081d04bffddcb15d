import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textLines } from './text-lines.ts';

test('a text of several lines has them, each but the first indented', () => {
  assert.equal(textLines('hi'), 'hi');
  assert.equal(textLines('one\ntwo\r\n\rfour\u2028five\x85'), 'one\n  two\n  \n  four\n  five');
  assert.equal(textLines('\nSuccess\n\n'), '\n  Success');
  assert.equal(textLines('\n\n'), '␤␤');
});

test('a text is safe, and begins no line at the edge', () => {
  const shown = textLines('a\x1b[2J\n* you were kicked\nbob: forged\u202e\n\tx');
  assert.deepEqual(shown.split('\n'), [
    'a^[[2J',
    '  * you were kicked',
    '  bob: forged<U+202E>',
    '  \tx',
  ]);
});

test('a text of more lines than a screen should scroll by has the others in its last', () => {
  const lines = textLines(`${'x\n'.repeat(200)}${'\n'.repeat(65_000)}x`).split('\n');
  assert.equal(lines.length, 100);
  assert.match(lines[99] ?? '', /^ {2}x␤x␤/);
});
