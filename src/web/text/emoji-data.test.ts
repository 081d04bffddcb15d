/** The emoji that the build makes: all that the server takes, found as people look for them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { emojiIn } from '../../../scripts/emoji-module.ts';
import { emojiMeant } from '../../protocol/emoji.ts';
import { completionAt } from './completion.ts';
import { emojiOf, foundEmoji } from './emoji-data.ts';

const english = emojiIn('en').map(emojiOf);
const german = emojiIn('de').map(emojiOf);

function first(all: typeof english, query: string): string | undefined {
  return foundEmoji(all, query, 1)[0]?.emoji;
}

describe('the emoji', () => {
  for (const [language, all] of Object.entries({ english, german })) {
    test(`of ${language} readers are what the server takes for reactions, each once`, () => {
      for (const { emoji, label } of all) assert.equal(emojiMeant(emoji), emoji, label);
      assert.equal(new Set(all.map(({ emoji }) => emoji)).size, all.length);
      for (const emoji of ['👍', '❤️', '✅', '🎉', '🏳️‍🌈', '🇩🇪']) {
        assert.ok(
          all.some((one) => one.emoji === emoji),
          emoji,
        );
      }
      assert.ok(all.every(({ label, group }) => label !== '' && group >= 0 && group <= 9));
    });
  }

  test('are the same in both languages, in one order', () => {
    const signs = (all: typeof english) => all.map(({ emoji }) => emoji);
    assert.deepEqual(signs(german), signs(english));
  });
});

describe('an emoji is found', () => {
  test('by what is written for it elsewhere', () => {
    const codes = { '+1': '👍', '-1': '👎', tada: '🎉', heart: '❤️', thumbsup: '👍', '100': '💯' };
    for (const all of [english, german]) {
      for (const [code, emoji] of Object.entries(codes)) assert.equal(first(all, code), emoji);
    }
  });

  test('by what it is called, in any case and order, with the beginnings of the words', () => {
    assert.equal(first(english, 'Thumbs UP'), '👍');
    assert.equal(first(english, 'up thum'), '👍');
    assert.equal(first(german, 'daumen_hoch'), '👍');
    assert.equal(first(german, 'pärchen'), first(german, 'parchen'));
    assert.equal(first(german, 'grinning face'), '😀');
    assert.deepEqual(foundEmoji(english, 'humbs', 9), []);
  });

  test('by what was typed behind a colon', () => {
    for (const typed of [':+1', ':-1', ':see_no', ':100']) {
      const { query = '' } = completionAt(`so ${typed}`, 3 + typed.length) ?? {};
      assert.equal(query, typed.slice(1));
      assert.ok(first(english, query), typed);
    }
  });

  test('and no more than are wanted, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (query, count) => {
        assert.ok(foundEmoji(english, query, count).length <= count);
      }),
      { numRuns: 50 },
    );
  });
});
