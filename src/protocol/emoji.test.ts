import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emojiMeant } from './emoji.ts';

test('one emoji is one, of however many characters', () => {
  for (const one of ['👍', '🎉', '❤️', '🇩🇪', '1️⃣', '👍🏽', '👩‍👩‍👧‍👦', '👨🏻‍❤️‍💋‍👨🏿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) {
    assert.equal(emojiMeant(one), one);
  }
});

test('the variation selector is put where it belongs', () => {
  const meant = {
    '❤': '❤️',
    '❤\ufe0e': '❤️',
    '☎': '☎️',
    '1⃣': '1️⃣',
    '👍\ufe0f': '👍',
    '☝🏽': '☝🏽',
    '☝\ufe0f🏽': '☝🏽',
    '👨🏻‍❤‍💋‍👨🏿': '👨🏻‍❤️‍💋‍👨🏿',
    '🕵‍♀': '🕵️‍♀️',
    '🏳‍🌈': '🏳️‍🌈',
  };
  for (const [given, emoji] of Object.entries(meant)) assert.equal(emojiMeant(given), emoji);
});

test('every emoji of one character is found with and without it', () => {
  const all = /^\p{RGI_Emoji}$/v;
  let tried = 0;
  for (let code = 0; code < 0x1ffff; code++) {
    const character = String.fromCodePoint(code);
    for (const emoji of [character, `${character}\ufe0f`]) {
      if (!all.test(emoji)) continue;
      tried++;
      assert.equal(emojiMeant(emoji), emoji);
      assert.equal(emojiMeant(character), emoji);
      assert.equal(emojiMeant(`${character}\ufe0f`), emoji);
    }
  }
  assert.ok(tried > 1000);
});

test('anything else is none', () => {
  for (const one of [
    '',
    'a',
    '1',
    ':)',
    '👍👍',
    '👍 ',
    '\ufe0f',
    '\u200d',
    '🏽🏽',
    '👍'.repeat(1e6),
  ]) {
    assert.equal(emojiMeant(one), null, one.slice(0, 10));
  }
});
