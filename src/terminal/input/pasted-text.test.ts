/** A text that was pasted drives no terminal, and ends no line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPaste } from './pasted-text.ts';

test('line breaks of every kind are one, and those at the end are none', () => {
  const { text, changed } = readPaste('\r\na\rb\r\nc\nd\x85e\u2028f\u2029\r\n\r\n');
  assert.deepEqual([text, changed], ['\na\nb\nc\nd\ne\nf', false]);
});

test('what drives a terminal is left out; a tab, and what turns letters round, stay', () => {
  const { text, changed } = readPaste('a\x1b[31mb\x1b]0;title\x07c\x00\x03d\te\x9b2Jf\x7f\u202eg');
  assert.deepEqual([text, changed], ['abcd\tef\u202eg', true]);
  assert.deepEqual(readPaste('\x1b'), { text: '', changed: true });
});
