import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { codePointsUpTo, nameAllowed, nameFits } from './names.ts';

describe('names', () => {
  test('hold 1 to 20 code points, whatever their bytes or units', () => {
    assert.equal(nameFits(''), false);
    assert.equal(nameFits('a'), true);
    assert.equal(nameFits('🎈'.repeat(20)), true);
    assert.equal(nameFits('🎈'.repeat(21)), false);
    assert.equal(nameFits('x'.repeat(20)), true);
    assert.equal(nameFits('x'.repeat(21)), false);
  });

  test('may be of any script, with marks and emoji', () => {
    for (const name of ['Zoë', 'Łukasz', '字', 'नमस्ते', 'שלום', 'x:y', 'a#b', '🎈', 'success']) {
      assert.equal(nameAllowed(name), true, name);
    }
  });

  test('have nothing in them that is not seen', () => {
    const unseen = {
      space: 0x20,
      tab: 0x09,
      'no-break space': 0xa0,
      'ideographic space': 0x3000,
      'line separator': 0x2028,
      null: 0x00,
      escape: 0x1b,
      delete: 0x7f,
      'next line (C1)': 0x85,
      'control sequence introducer (C1)': 0x9b,
      'right-to-left override': 0x202e,
      'left-to-right isolate': 0x2066,
      'right-to-left mark': 0x200f,
      'zero-width space': 0x200b,
      'zero-width joiner': 0x200d,
      'byte order mark': 0xfeff,
      'soft hyphen': 0xad,
      'Hangul filler': 0x3164,
      'combining grapheme joiner': 0x34f,
      'variation selector': 0xfe0f,
      'tag letter': 0xe0061,
      'braille blank': 0x2800,
    };
    for (const [what, code] of Object.entries(unseen)) {
      const character = String.fromCodePoint(code);
      for (const name of [character, `${character}bob`, `bo${character}b`, `bob${character}`]) {
        assert.equal(nameAllowed(name), false, what);
      }
    }
  });

  test('are no room, and forge no reply', () => {
    for (const name of ['#', '#room', 'Success', 'Failure']) {
      assert.equal(nameAllowed(name), false, name);
    }
  });
});

test('codePointsUpTo counts code points, and stops after one too many', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, max) => {
      assert.equal(codePointsUpTo(text, max), Math.min([...text].length, max + 1));
    }),
  );
});
