import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { oneLine } from './visible.ts';

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
