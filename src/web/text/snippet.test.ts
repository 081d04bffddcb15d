import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { snippetOf } from './snippet.ts';

/** With what is marked in brackets. */
function shown(text: string, ...phrases: string[]): string {
  return snippetOf(text, phrases)
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join('');
}

describe('a snippet', () => {
  test('marks words, whole, in any case and with any accent', () => {
    assert.equal(shown('Lunch at the LUNCHEON café', 'lunch'), '[Lunch] at the LUNCHEON café');
    assert.equal(shown('the CAFÉ, the cafe\u0301', 'cafe'), 'the [CAFÉ], the [cafe\u0301]');
    assert.equal(shown('über alles', 'UBER'), '[über] alles');
  });

  test('marks phrases, whatever is between their words', () => {
    assert.equal(shown('see you: at one, at two', 'at two'), 'see you: at one, [at two]');
    assert.equal(shown('at —one', 'at one'), '[at —one]');
    assert.equal(shown("don't", "don't"), "[don't]");
  });

  test('marks Chinese, Japanese and Korean anywhere', () => {
    assert.equal(shown('我们明天吃午饭', '午饭'), '我们明天吃[午饭]');
    assert.equal(shown('ラーメンを食べる', '食べ'), 'ラーメンを[食べ]る');
    assert.equal(shown('점심시간', '시간'), '점심[시간]');
    assert.equal(shown('ｶﾞｽ', 'ガス'), '[ｶﾞｽ]');
    assert.equal(shown('AI午饭', '午饭'), 'AI[午饭]');
  });

  test('marks what the server finds: Thai and Lao, emoji and signs, without points and folded', () => {
    assert.equal(shown('วันนี้อากาศดี', 'อากาศ'), 'วันนี้[อากาศ]ดี');
    assert.equal(shown('ກິນເຂົ້າ', 'ເຂົ້າ'), 'ກິນ[ເຂົ້າ]');
    assert.equal(shown('a party 🎉!', 'party', '🎉'), 'a [party] [🎉]!');
    assert.equal(shown('a-b & c', '&', 'c'), 'a-b [&] [c]');
    assert.equal(shown('it is 5 €', '5€'), 'it is [5] [€]');
    assert.equal(shown('Straße, Ελλάδα', 'STRASSE', 'ελλαδα'), '[Straße], [Ελλάδα]');
    assert.equal(shown('שָׁלוֹם مُحَمَّد', 'שלום', 'محمد'), '[שָׁלוֹם] [مُحَمَّد]');
    assert.equal(shown('می\u200cخواهم', 'میخواهم'), '[می\u200cخواهم]');
  });

  test('is the beginning where nothing of it is in the text', () => {
    assert.equal(shown('hello there'), 'hello there');
    assert.equal(shown('hello there', 'bob', '…'), 'hello there');
    assert.equal(shown('x'.repeat(1000)), `${'x'.repeat(240)}…`);
  });

  test('is what is around it in a long text, cut between words', () => {
    const text = `${'before '.repeat(50)}lunch ${'after '.repeat(100)}`;
    const snippet = shown(text, 'lunch');
    assert.match(snippet, /^…before (?:before )+\[lunch\] (?:after )+after…$/);
    assert.ok(snippet.length < 250, snippet);
  });

  test('is where most of the words are', () => {
    const text = `one ${'. '.repeat(200)}two ${'. '.repeat(200)}one three two`;
    assert.match(shown(text, 'one', 'two', 'three'), /^….*\[one\] \[three\] \[two\]$/);
  });

  test('marks the longer of two that begin together, and nothing twice', () => {
    assert.equal(shown('at one', 'at', 'at one', 'one'), '[at one]');
    assert.equal(shown('aa aa aa', 'aa aa'), '[aa aa] aa');
  });

  test('cuts no character in two', () => {
    for (let length = 170; length < 190; length++) {
      for (const unit of ['👩‍👩‍👧', 'e\u0301', '👍']) {
        const snippet = shown(`${unit.repeat(length)}lunch${unit.repeat(length)}`, 'lunch');
        assert.ok(snippet.isWellFormed(), snippet);
        assert.doesNotMatch(snippet, /^…[\p{M}\u200d]/u);
      }
    }
  });

  test('loses and makes up nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })),
        (text, phrases) => {
          const all = snippetOf(text, phrases).map((part) => part.text);
          const inner = all.filter((one, i) => one !== '…' || (i > 0 && i < all.length - 1));
          assert.ok(text.includes(inner.join('')), JSON.stringify(all));
        },
      ),
    );
  });

  test('of a hostile text takes no longer than of another', () => {
    const text = `${'a '.repeat(32_000)}b`;
    assert.match(shown(text, 'a a a a a a a a b'), /\[a a a a a a a a b\]$/);
    shown('\u0301'.repeat(65_000), 'x');
    shown(`${'x'.repeat(100)}${'\u0301'.repeat(65_000)}`, 'x');
  });
});
