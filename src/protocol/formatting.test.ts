import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { withoutFormatting } from './formatting.ts';

describe('formatting codes of IRC', () => {
  const texts: Readonly<Record<string, string>> = {
    plain: 'plain',
    '': '',
    '\x02bold\x02, \x1ditalics\x1d, \x1fover\x1f\x0f': 'bold, italics, over',
    '\x1estruck\x1e \x11code\x11 \x16reversed\x16': 'struck code reversed',
    '\x034red\x03 \x0304,12both\x03,5 \x03123': 'red both,5 3',
    '\x034,x': ',x',
    '\x04ff0000red\x04 \x04FF0000,00ff00both': 'red both',
    '\x04ff': 'ff',
    // What is no code stays, to be made visible.
    '\x01\x05\x07\x1b[1m\t\n': '\x01\x05\x07\x1b[1m\t\n',
  };
  for (const [text, plain] of Object.entries(texts)) {
    test(`in ${JSON.stringify(text)} are left out`, () => {
      assert.equal(withoutFormatting(text), plain);
    });
  }

  test('leave all other characters as they are, in their order', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\x02', '\x0f', '\x1f'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const clean = pieces.map((one) => one.replace(/\p{Cc}/gu, ''));
        const marked = pieces.map((one) =>
          /^\p{Cc}$/u.test(one) ? one : one.replace(/\p{Cc}/gu, ''),
        );
        assert.equal(withoutFormatting(marked.join('')), clean.join(''));
      }),
    );
  });
});
