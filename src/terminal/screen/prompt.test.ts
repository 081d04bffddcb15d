import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { layOut, layOutQuestion, rowsAboveCursor } from './prompt.ts';

/** The row with `|` where the cursor is. */
function show(line: string, cursor: number, columns: number, label = '> '): string {
  const { before, after } = layOut(label, (text) => text, line, cursor, columns);
  return `${before}|${after}`;
}

describe('the row', () => {
  test('shows a line that fits, and the cursor in it', () => {
    assert.equal(show('hello', 5, 20), '> hello|');
    assert.equal(show('hello', 2, 20), '> he|llo');
    assert.equal(show('', 0, 20, 'alice> '), 'alice> |');
  });
  test('shows the part of a long line that the cursor is in, and marks what is hidden', () => {
    const digits = '0123456789'.repeat(3);
    assert.equal(show(digits, 0, 13), '> |012345678…');
    assert.equal(show(digits, 30, 13), '> …6789|');
    assert.equal(show(digits, 12, 13), '> …678901|23…');
  });
  test('stays where it is while the cursor moves within half of it', () => {
    const starts = [10, 11, 12, 13, 14].map((at) => show('abcdefghijklmnopqrstuvwxyz', at, 13));
    assert.equal(new Set(starts.map((row) => row.slice(0, 4))).size, 1);
  });
  test('shows what is typed safely', () => {
    assert.equal(show('a\x1bb\u202ec\td', 8, 40), '> a^[b<U+202E>c d|');
  });
  test('shortens a name that leaves too little room', () => {
    assert.equal(show('hi', 2, 20, 'a-very-long-username> '), 'a-very-…> hi|');
  });
  test('of a question has it whole, where there is room', () => {
    const asked = (columns: number) =>
      layOutQuestion('Password for bob: ', (text) => text, columns).before;
    assert.equal(asked(19), 'Password for bob: ');
    assert.equal(asked(18), 'Password for b…: ');
    assert.equal(asked(2), ': ');
  });
  test('never takes the last column, whatever is typed', () => {
    const piece = fc.constantFrom(
      'a',
      '日',
      'é',
      'e\u0301',
      '👩‍👩‍👧‍👦',
      '\x1b',
      '\u202e',
      '\t',
      '🎈',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.nat(60),
        fc.integer({ min: 4, max: 50 }),
        fc.constantFrom('> ', 'alice> ', '日本語日本語日本語> '),
        (pieces, at, columns, label) => {
          const line = pieces.join('');
          const cursor = pieces.slice(0, at).join('').length;
          const row = layOut(label, (text) => text, line, cursor, columns);
          assert.ok(stringWidth(row.before) + stringWidth(row.after) < columns);
        },
      ),
    );
  });
});

describe('when the terminal has become narrower, the cursor stands below the beginning of the row', () => {
  function rows(line: string, cursor: number, columns: number): number {
    return rowsAboveCursor(
      layOut('> ', (text) => text, line, cursor, 80),
      columns,
    );
  }
  test('by as many rows as the text before it takes', () => {
    assert.equal(rows('x'.repeat(18), 18, 40), 0);
    assert.equal(rows('x'.repeat(28), 28, 20), 1);
    assert.equal(rows('x'.repeat(48), 48, 20), 2);
    assert.equal(rows('x'.repeat(48), 0, 20), 0);
  });
  test('not counting one that it has just filled', () => {
    assert.equal(rows('x'.repeat(18), 18, 20), 0);
    assert.equal(rows('x'.repeat(19), 18, 20), 1);
  });
  test('as wide characters wrap, whole', () => {
    assert.equal(rows('日本語', 3, 5), 1);
    assert.equal(rows('日本語', 0, 5), 0);
  });
});
