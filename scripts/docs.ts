/** `npm run docs`: regenerates the parts of the documents that repeat the code. */
import { writeFileSync } from 'node:fs';
import { PAGES, pageNow } from './generated-pages.ts';
import { SCHEMA, schemaFile } from './protocol-schema.ts';
import { VECTORS, vectorsFile } from './protocol-vectors.ts';

for (const page of PAGES) writeFileSync(page.url, pageNow(page));
writeFileSync(VECTORS, vectorsFile());
writeFileSync(SCHEMA, schemaFile());
