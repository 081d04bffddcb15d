import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { oneLine } from '../../protocol/visible.ts';
import { wrapLine } from './wrap.ts';

const NO_WRAP = '\x1b[?7l';
const WRAP = '\x1b[?7h';

/** The rows of `line`, without what keeps the terminal from breaking them. */
function rows(line: string, columns: number): string[] {
  return wrapLine(line, columns).replaceAll(NO_WRAP, '').replaceAll(WRAP, '').split('\n');
}

/** The rows as a terminal of `columns` has them, which breaks what is ASCII and too long. */
function onScreen(line: string, columns: number): string[] {
  return rows(line, columns).flatMap((row) =>
    row.length > columns && /^[\x20-\x7e]+$/.test(row)
      ? (row.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [])
      : [row],
  );
}

describe('a line that is longer than a row', () => {
  test('is broken between words, and goes on indented', () => {
    assert.deepEqual(rows('bob: the quick brown fox jumps over it', 24), [
      'bob: the quick brown fox',
      '    jumps over it',
    ]);
    assert.deepEqual(rows('bob: exactly so long', 20), ['bob: exactly so long']);
    assert.deepEqual(rows('bob: hi', 80), ['bob: hi']);
    // A screen too narrow for much of an indent.
    assert.deepEqual(rows('bob: hi there you', 9), ['bob: hi', ' there', ' you']);
  });

  test('keeps white space within a row, and none at its end', () => {
    assert.deepEqual(rows('bob: a   b           c d', 20), ['bob: a   b', '    c d']);
    assert.deepEqual(rows('bob: a\tb\tc d e', 20), ['bob: a\tb\tc d', '    e']);
  });

  test('counts columns: wide characters, emoji, and those that take none', () => {
    assert.deepEqual(rows('bob: 日本語のテキストはこう折り返す', 20), [
      'bob: 日本語のテキス',
      '    トはこう折り返す',
    ]);
    assert.deepEqual(rows(`bob: ${'🎈'.repeat(10)}`, 20), [
      `bob: ${'🎈'.repeat(7)}`,
      `    ${'🎈'.repeat(3)}`,
    ]);
    const accents = `bob: ${'e\u0301'.repeat(15)}`;
    assert.deepEqual(rows(accents, 20), [accents]);
    // No row begins with what closes.
    assert.deepEqual(rows('bob: 日本語のテキス、トはこう折り返す', 20)[1], '    ス、トはこう折り');
    // Words without spaces between them.
    assert.deepEqual(rows('bob: ครับสวัสดีครับยินดีต้อนรับ', 20), ['bob: ครับสวัสดีครับยินดี', '    ต้อนรับ']);
    // A terminal that knows no joined emoji shows four.
    const families = '👨‍👩‍👧‍👦'.repeat(3);
    assert.deepEqual(rows(`bob: ${families}`, 20), [`bob: 👨‍👩‍👧‍👦`, '    👨‍👩‍👧‍👦👨‍👩‍👧‍👦']);
  });

  test('is not broken within a style', () => {
    const name = '\x1b[1m\x1b[32mbob\x1b[39m\x1b[22m';
    assert.equal(wrapLine(`${name}: 12345678`, 80), `${name}: 12345678`);
    assert.equal(
      wrapLine(`${name}: one two three four five`, 20),
      `${name}: one two three\n    four five`,
    );
    const dim = `\x1b[2m* ${'word '.repeat(5)}end\x1b[22m`;
    assert.equal(wrapLine(dim, 20), '\x1b[2m* word word word\n    word word end\x1b[22m');
  });

  test('stays within its row on a terminal that finds characters wider than we do', () => {
    const greek = `bob: ${'αβγδ '.repeat(6)}`;
    for (const row of wrapLine(greek, 20).split('\n').slice(0, 2)) {
      assert.ok(row.startsWith(NO_WRAP) && row.endsWith(WRAP), JSON.stringify(row));
    }
    assert.ok(!wrapLine('bob: αβγδ', 20).includes(NO_WRAP));
  });
});

describe('a word that is longer than a row', () => {
  const address = 'https://example.com/a/path/that/goes/on/and/on/and/on/to/the/very/end?of=it';

  test('is left whole, for the terminal to break and to copy; what follows it is below', () => {
    assert.deepEqual(rows(`bob: see ${address} there`, 50), [`bob: see ${address}`, '    there']);
    assert.deepEqual(rows(`bob: ${address} there`, 75), [
      'bob:',
      `    ${' '.repeat(17)}${address}`,
      '    there',
    ]);
    // It fits a row of its own.
    assert.deepEqual(rows(`bob: see ${address}`, 80), ['bob: see', `    ${address}`]);
  });

  test('ends in a row that can be no name and no answer', () => {
    for (let length = 30; length < 150; length++) {
      for (const before of ['', 'some words ', 'привет ']) {
        const screen = onScreen(`bob: ${before}${'x'.repeat(length)}Success and more`, 40);
        for (const row of screen.slice(1)) {
          assert.ok(row.startsWith('    ') || row.length > 20, screen.join('\n'));
        }
      }
    }
  });

  test('is broken anywhere where a row has little room, or where its width is not certain', () => {
    assert.deepEqual(rows(`bob: ${'x'.repeat(30)}`, 20), [
      `bob: ${'x'.repeat(15)}`,
      `    ${'x'.repeat(15)}`,
    ]);
    assert.deepEqual(rows(`bob: ${'ü'.repeat(50)}`, 30), [
      `bob: ${'ü'.repeat(25)}`,
      `    ${'ü'.repeat(25)}`,
    ]);
    assert.deepEqual(rows('alexandria', 8), ['alexandr', ' ia']);
    // Wider than the room that there is.
    assert.deepEqual(rows('日本', 2), ['日', ' 本']);
  });
});

test('whatever somebody says, no row but the first begins at the edge and with a space in it', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ' ',
      '  ',
      '\t',
      '\u00a0',
      '\u3000',
      'Success',
      '* you',
      'bob: hi',
      '👨‍👩‍👧',
      'ﷺ',
      '日本語',
    ),
    fc.nat(120).map((length) => 'x'.repeat(length)),
    fc.nat(120).map((length) => ' '.repeat(length)),
  );
  const texts = fc.array(part, { maxLength: 12 }).map((parts) => oneLine(parts.join('')));
  fc.assert(
    fc.property(texts, fc.integer({ min: 8, max: 90 }), (text, columns) => {
      const line = `bob: ${text}`;
      const screen = onScreen(line, columns);
      for (const row of screen.slice(1)) {
        assert.ok(row.startsWith(' ') || (row.length > 20 && !row.includes(' ')), row);
      }
      for (const row of screen) {
        if (!row.includes('\t')) assert.ok(stringWidth(row) <= columns, row);
      }
      // Nothing is lost but white space.
      const blank = /[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/g;
      assert.equal(rows(line, columns).join('').replace(blank, ''), line.replace(blank, ''));
    }),
  );
});

test('ASCII, which is broken in rows, is broken as it would be word by word', () => {
  const word = fc.oneof(
    fc.nat(9).map((length) => 'x'.repeat(length)),
    fc.nat(150).map((length) => 'y'.repeat(length)),
  );
  const space = fc.oneof(fc.constant(1), fc.nat(50)).map((length) => ' '.repeat(length));
  const texts = fc
    .array(fc.tuple(word, space), { maxLength: 14 })
    .map((all) => all.flat().join(''));
  const style = '\x1b[22m';
  fc.assert(
    fc.property(texts, fc.integer({ min: 8, max: 98 }), (text, columns) => {
      // Behind a style at the end there is nothing left that is ASCII alone.
      const byWords = wrapLine(`bob: ${text}${style}`, columns).replace(style, '');
      assert.equal(wrapLine(`bob: ${text}`, columns).trimEnd(), byWords.trimEnd());
    }),
  );
});
