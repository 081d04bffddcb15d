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

test('code on one line, or in a longer fence, stays code as well', () => {
  for (const text of [
    `\`\`\`${'let a; '.repeat(400)}\`\`\``,
    `\`\`\`\`\n${'x\n'.repeat(30)}\`\`\`\``,
  ]) {
    assert.deepEqual(
      readMarkup(foldedText(text)).map(({ kind }) => kind),
      ['code'],
    );
  }
});

test('an address is whole, or is not there: half of it would lead elsewhere', () => {
  const words = 'word '.repeat(190);
  const rest = ` ${'word '.repeat(200)}`;
  const near = `https://example.org/${'a'.repeat(200)}`;
  assert.equal(foldedText(words + near + rest), `${words}${near} …`);
  const far = `https://example.org/${'a'.repeat(2000)}`;
  assert.equal(foldedText(words + far + rest), `${words.trimEnd()} …`);
  // Nothing but an address: its beginning is seen.
  assert.ok(foldedText(far).length > 900);
});
