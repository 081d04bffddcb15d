import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { beginning, linesOf, split } from './splitting.ts';

const bytes = (text: string) => Buffer.byteLength(text);

describe('a text is divided', () => {
  test('at spaces, and inside a word only where it is longer than a line', () => {
    assert.deepEqual(split('one two three', 8), ['one two', 'three']);
    assert.deepEqual(split('one two', 7), ['one two']);
    assert.deepEqual(split('one two', 3), ['one', 'two']);
    assert.deepEqual(split('abcdefgh', 3), ['abc', 'def', 'gh']);
    assert.deepEqual(split('a bcdefgh', 4), ['a', 'bcde', 'fgh']);
  });

  test('never inside a character', () => {
    const family = '👨‍👩‍👧';
    assert.deepEqual(split(`ab${family}`, bytes(family) + 1), ['ab', family]);
    assert.deepEqual(split('eéé', 4), ['eé', 'é']);
    assert.deepEqual(split('xxxe\u0301', 5), ['xxx', 'e\u0301']);
  });

  test('inside one that no line can hold, between code points', () => {
    const stack = `a${'\u0301'.repeat(10)}`;
    const parts = split(stack, 6);
    assert.equal(parts.join(''), stack);
    for (const part of parts) assert.ok(part.isWellFormed() && bytes(part) <= 6);
  });

  test('into parts that fit, of which nothing is lost but spaces', () => {
    const unit = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('a', 'é', '字', ' ') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 300 }),
        fc.integer({ min: 4, max: 60 }),
        (units, max) => {
          const text = units.join('');
          const parts = split(text, max);
          for (const part of parts) {
            assert.ok(bytes(part) <= max, `${bytes(part)} bytes`);
            assert.ok(part.isWellFormed());
          }
          const without = (one: string) => one.replaceAll(' ', '');
          assert.equal(without(parts.join('')), without(text));
          if (bytes(text) <= max) assert.deepEqual(parts, [text]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('by its line breaks, without blank lines', () => {
    const breaks = 'a\nb\r\nc\rd\u2028e\n\n  \nf';
    assert.deepEqual(linesOf(breaks, 100, 100).lines, ['a', 'b', 'c', 'd', 'e', 'f']);
    assert.deepEqual(linesOf('a\0b', 100, 100).lines, ['a\ufffdb']);
    assert.deepEqual(linesOf('\n', 100, 100), { lines: [' '], more: 0 });
  });

  test('up to so many lines, and the rest is counted', () => {
    assert.deepEqual(linesOf('a\nb\nc\nd', 100, 3), { lines: ['a', 'b', 'c'], more: 1 });
  });

  test('in little time, whatever it is', () => {
    for (const text of [
      'x'.repeat(65_535),
      '🎈'.repeat(65_535),
      ' '.repeat(65_535),
      `a${'\u0301'.repeat(65_000)}`,
    ]) {
      const parts = split(text, 400);
      assert.ok(parts.length > 100);
    }
  });
});

describe('the beginning of a text', () => {
  test('fits, and ends with a whole character', () => {
    assert.equal(beginning('abc', 3), 'abc');
    assert.equal(beginning('abcd', 3), 'abc');
    assert.equal(beginning('字字', 5), '字');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 4, max: 40 }), (text, max) => {
        const part = beginning(text, max);
        assert.ok(text.startsWith(part) && bytes(part) <= max);
      }),
    );
  });
});
