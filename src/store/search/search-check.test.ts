/** `check` on the search index: unsearchable texts are no damage, and missing ones are. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import {
  account,
  message,
  openStore,
  temporaryFolder,
} from '../../../test/support/store/stores.ts';
import { checkSearch } from './search-check.ts';

/** Texts that made, or could make, a false alarm, and whether they can be found at all. */
const texts: readonly (readonly [string, boolean])[] = [
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', true],
  [`https://chat.example/${'a'.repeat(300)}?b=${'c'.repeat(300)}`, true],
  ['x'.repeat(3000), false],
  ['今天天气很好我们去公园散步吧'.repeat(40), true],
  // A combining mark that no letter is composed with belongs to its word.
  ['x\u0300y\u0300z', true],
  ['!!! ... ---', true],
  ['\u2060\u0301', false],
  // Letters newer than SQLite's tables of Unicode.
  ['\u{1e5d0}\u{1e5d1}', true],
  ['NUL\0within', true],
  ['dinner at eight', true],
];

test('check looks for words of any length as a search would', async (t) => {
  const folder = temporaryFolder(t);
  const store = await openStore(folder);
  for (const id of [1, 2]) await store.stored(account(id));
  for (const [text] of texts) await store.stored(message(1, 2, text));
  // The index has caught up.
  await store.search(1, ['dinner']);
  await store.close();
  const counts = { lookedFor: null };
  assert.deepEqual([...checkSearch(folder, counts)], []);
  const findable = texts.filter(([, found]) => found).length;
  assert.ok(Number(counts.lookedFor) >= findable, String(counts.lookedFor));
});

test('a long word missing from the index is reported', async (t) => {
  const folder = temporaryFolder(t);
  const store = await openStore(folder);
  for (const one of [1, 2]) await store.stored(account(one));
  const id = await store.stored(message(1, 2, 'w'.repeat(100)));
  await store.search(1, ['w']);
  await store.close();
  const index = new DatabaseSync(join(folder, 'search.db'));
  index.exec("INSERT INTO words (words) VALUES ('delete-all')");
  index.close();
  const [line, ...more] = checkSearch(folder, { lookedFor: null });
  assert.match(line ?? '', new RegExp(`message ${id} is not found`));
  assert.deepEqual(more, []);
});
