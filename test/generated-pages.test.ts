/** The generated parts of pages match the output of `npm run docs`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGES, pageNow } from '../scripts/generated-pages.ts';
import { withParts } from '../scripts/page-parts.ts';

for (const page of PAGES) {
  const name = page.url.pathname.split('/').at(-1);
  test(`docs/${name} says what the code says`, () => {
    const found = readFileSync(page.url, 'utf8') === pageNow(page);
    assert.ok(found, 'npm run docs writes it anew');
  });
}

test('a page without the place for a part is not written', () => {
  assert.throws(() => withParts('# A page\n', { commands: [] }), /no place for commands/);
});
