/** Parts of sentences that are written from right to left. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolated } from './isolation.ts';

test('what runs from left to right is as it was', () => {
  for (const text of ['', 'bob', '#mittag', 'Ünïcode 日本語 👍'])
    assert.equal(isolated(text), text);
});

test('what turns the direction is kept apart, and cannot get out', () => {
  assert.equal(isolated('שלום'), '\u2068שלום\u2069');
  assert.equal(isolated('مرحبا'), '\u2068مرحبا\u2069');
  assert.equal(isolated('a\u202Eb'), '\u2068a<U+202E>b\u2069');
  assert.equal(isolated('\u2069\u202Eb'), '\u2068<U+202E>b\u2069');
});
