/** Texts of emoji alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmojiAlone } from './emoji.ts';

test('a few emoji are alone, words and long runs are not', () => {
  for (const text of ['👍', '👍 🎉', '👩‍👩‍👧‍👦🏳️‍🌈', '❤️'])
    assert.equal(isEmojiAlone(text), true, text);
  for (const text of [
    '',
    ' ',
    '7',
    'hi 👍',
    '👍'.repeat(7),
    `${'👍🏽'.repeat(30)}x`,
    '👍'.repeat(60_000),
  ]) {
    assert.equal(isEmojiAlone(text), false, text.slice(0, 20));
  }
});
