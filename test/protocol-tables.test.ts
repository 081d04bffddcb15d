/** The generated parts of docs/PROTOCOL-EXTENSIONS.md match the output of `npm run docs`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGE, withGeneratedParts } from '../scripts/protocol-tables.ts';

test('docs/PROTOCOL-EXTENSIONS.md says of every command and event what the code says', () => {
  const page = readFileSync(PAGE, 'utf8');
  assert.equal(page, withGeneratedParts(page), 'npm run docs writes it anew');
});

test('a page without the place for a part is not written', () => {
  assert.throws(() => withGeneratedParts('# A page\n'), /no place for commands/);
});
