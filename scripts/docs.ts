/** `npm run docs`: regenerates the parts of the protocol documents that repeat the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SCHEMA, schemaFile } from './protocol-schema.ts';
import { PAGE, withGeneratedParts } from './protocol-tables.ts';
import { VECTORS, vectorsFile } from './protocol-vectors.ts';

writeFileSync(PAGE, withGeneratedParts(readFileSync(PAGE, 'utf8')));
writeFileSync(VECTORS, vectorsFile());
writeFileSync(SCHEMA, schemaFile());
