/** Long texts are folded, short ones never. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldedText, isLong } from './folding.ts';
import { readMarkup } from './markup.ts';

test('a text is long by its lines or its length', () => {
  assert.equal(isLong('short'), false);
  assert.equal(isLong('a\n'.repeat(19)), false);
  assert.equal(isLong('a\n'.repeat(30)), true);
  assert.equal(isLong('a'.repeat(1501)), true);
});

test('what is shown of a long one is its beginning, in whole characters', () => {
  const long = fc.string({ unit: 'binary', minLength: 1600, maxLength: 2000 });
  fc.assert(
    fc.property(long, (text) => {
      const shown = foldedText(text);
      assert.ok(shown.isWellFormed());
      assert.ok(shown.length < text.length);
      assert.ok(text.startsWith(shown.slice(0, -2)));
    }),
  );
});

test('code stays code, and what only looks like its beginning does not', () => {
  const lines = 'let a;\n'.repeat(40);
  for (const end of ['\n', '\r\n']) {
    const text = `look:\n\`\`\`ts\n${lines}\`\`\`\nwell`.replaceAll('\n', end);
    const kinds = readMarkup(foldedText(text)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['paragraph', 'code']);
  }
  for (const text of [`\`\`\`\n${lines}`, `\`\`\`\na\n\`\`\`\n${lines}\`\`\`\n`]) {
    const blocks = readMarkup(foldedText(text));
    assert.equal(blocks.at(-1)?.kind, 'paragraph');
  }
});
