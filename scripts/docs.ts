/** `npm run docs`: regenerates the parts of the documents that repeat the code; `--check`: says which are outdated. */
import { readFileSync, writeFileSync } from 'node:fs';
import { PAGES, pageNow } from './generated-pages.ts';
import { SCHEMA, schemaFile } from './protocol-schema.ts';
import { VECTORS, vectorsFile } from './protocol-vectors.ts';

const files: readonly (readonly [URL, string])[] = [
  ...PAGES.map((page) => [page.url, pageNow(page)] as const),
  [VECTORS, vectorsFile()],
  [SCHEMA, schemaFile()],
];

for (const [url, text] of files) {
  if (!process.argv.includes('--check')) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    process.stderr.write(`${url.pathname.split('/').at(-1)}: npm run docs writes it anew\n`);
    process.exitCode = 1;
  }
}
