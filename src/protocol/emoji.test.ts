import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmoji } from './emoji.ts';

test('one emoji is one, of however many characters', () => {
  for (const one of ['👍', '🎉', '❤️', '🇩🇪', '1️⃣', '👍🏽', '👩‍👩‍👧‍👦', '👨🏻‍❤️‍💋‍👨🏿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) {
    assert.ok(isEmoji(one), one);
  }
});

test('anything else is none', () => {
  for (const one of ['', 'a', '1', ':)', '👍👍', '👍 ', '❤', '\u200d', '🏽🏽', '👍'.repeat(1e6)]) {
    assert.ok(!isEmoji(one), one.slice(0, 10));
  }
});
