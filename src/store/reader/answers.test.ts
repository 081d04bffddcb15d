/** Every question is answered once. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { foundBy } from '../../chat/stored/search.ts';
import { TABLES } from '../tables/tables.ts';

const CHAT = fileURLToPath(new URL('../../chat/', import.meta.url));

/** The names of all questions that `src/chat` exports: they are the only values with `seesCursors`. */
async function asked(): Promise<string[]> {
  const names: string[] = [];
  for (const file of globSync(`${CHAT}{stored,delivery}/*.ts`, { exclude: ['**/*.test.ts'] })) {
    const exported: object = await import(pathToFileURL(file).href);
    for (const value of Object.values(exported)) {
      if (typeof value === 'object' && value !== null && 'seesCursors' in value) {
        names.push(value.name);
      }
    }
  }
  return names.sort();
}

test('every question has a name of its own, and one table answers it; the index of words answers search', async () => {
  const answered = TABLES.flatMap(({ answers = [] }) => answers.map(({ question }) => question));
  const names = await asked();
  assert.deepEqual([...new Set(names)], names);
  assert.ok(names.length >= 12, `only ${names.length} were found`);
  assert.deepEqual([...answered, foundBy.name].sort(), names);
});
