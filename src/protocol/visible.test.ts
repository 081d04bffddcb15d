import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isUnseen, oneLine } from './visible.ts';

describe('oneLine', () => {
  test('shows each line break as one ␤, and CRLF as one', () => {
    assert.equal(oneLine('a\nb\rc\r\nd\u0085e\u2028f\u2029g'), 'a␤b␤c␤d␤e␤f␤g');
    assert.equal(oneLine('\r\r\n\n'), '␤␤␤');
  });

  test('leaves a tab as it is', () => {
    assert.equal(oneLine('a\tb'), 'a\tb');
  });

  test('shows other C0 controls and DEL in caret notation', () => {
    assert.equal(oneLine('\u0000\u0007\u001b[2J\u001f\u007f'), '^@^G^[[2J^_^?');
  });

  test('shows C1 and bidi controls by code', () => {
    assert.equal(
      oneLine('\u0080\u009b\u202e\u2066\u200f\u061c'),
      '<U+0080><U+009B><U+202E><U+2066><U+200F><U+061C>',
    );
  });

  test('leaves everything else as it was', () => {
    for (const text of ['Hi, Bob!', 'Zoë 字 🎈', '👩‍🚀', 'नमस्ते', 'a\u00a0b', '￿']) {
      assert.equal(oneLine(text), text);
    }
  });

  test('never lets a control through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(
          oneLine(text),
          /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });
});

describe('isUnseen', () => {
  const unseen: Readonly<Record<string, string>> = {
    nothing: '',
    'white space': ' \t\n\u00a0\u2003\u3000\u2028',
    'zero width': '\u200b\u200c\u200d\u2060\ufeff',
    'marks of direction': '\u200e\u200f\u202e\u2066\u2069\u061c',
    'Hangul fillers': '\u3164\u115f\u1160\uffa0',
    'a blank braille cell': '\u2800',
    'a soft hyphen, and other invisible operators': '\u00ad\u2061\u034f\u180e',
    controls: '\u0000\u001b\u0085',
    'variation selectors and tags': '\ufe0f\ufe0e\u{e0100}\u{e0061}\u{e007f}',
    'accents on nothing': '\u0301\u0308 \u0332',
  };
  for (const [what, text] of Object.entries(unseen)) {
    test(`of ${what}`, () => assert.ok(isUnseen(text)));
    test(`not of ${what} beside a letter`, () => assert.ok(!isUnseen(`${text}a${text}`)));
  }

  const seen = [
    '👩‍👩‍👧‍👦',
    '❤️',
    '1️⃣',
    '🏳️‍🌈',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    '🇩🇪',
    'é',
    'e\u0301',
    'ि',
    'ु',
    '⠁',
    'ㅎ',
    'ᄒ',
    '\ufffc',
    '\ud800',
  ];
  for (const text of seen) test(`not of ${text}`, () => assert.ok(!isUnseen(text)));

  test('of much in no time that grows', () => {
    assert.ok(isUnseen('\ufe0f'.repeat(65_535)));
    assert.ok(!isUnseen(`${'\ufe0f'.repeat(65_534)}a`));
  });
});
