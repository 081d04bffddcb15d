/** Completion while writing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { completionAt, ranked } from './completion.ts';

/** What is completed at `|`. */
function at(text: string) {
  const caret = text.indexOf('|');
  const typed = completionAt(text.replace('|', ''), caret);
  return typed === null ? null : `${typed.kind}${typed.query}`;
}

describe('what is being typed', () => {
  test('is a name, a room or an emoji behind its sign', () => {
    assert.equal(at('hello @al|'), '@al');
    assert.equal(at('@|'), '@');
    assert.equal(at('see #lun|ch'), '#lun');
    assert.equal(at('nice :smi|'), ':smi');
    assert.equal(at('(@jürgen|'), '@jürgen');
  });

  test('is nothing in the middle of a word, or behind a space', () => {
    for (const text of ['a@b|', 'hello @al |', 'at 10:30|', 'x :s|', 'https://x|', '|@al', '']) {
      assert.equal(at(`${text}`), null, text);
    }
  });

  test('never fails, and is a part of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, place) => {
        const caret = place % (text.length + 1);
        const typed = completionAt(text, caret);
        if (typed === null) return;
        assert.equal(text.slice(typed.start, typed.end), typed.kind + typed.query);
        assert.equal(typed.end, caret);
      }),
    );
  });
});

test('names are ranked by where the words are', () => {
  const names = ['malice', '#al', 'two-al', 'Álex', 'bob'];
  assert.deepEqual(ranked(names, 'al', 9), ['#al', 'Álex', 'two-al', 'malice']);
  assert.deepEqual(ranked(names, 'al', 1), ['#al']);
});
