/** The modules that list what is in a folder say what is there now. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LISTS, moduleOf, outdated } from '../scripts/generate.ts';
import { contracts } from '../src/protocol/contract-list.ts';

test('every generated list is as `npm run generate` writes it', () => {
  assert.deepEqual(outdated(), []);
});

test('a list of nothing, and one with a name twice, are not written', () => {
  const [list] = LISTS;
  assert.ok(list);
  assert.throws(() => moduleOf({ ...list, form: /^no such export/gm }), /nothing in/);
  assert.throws(() => moduleOf({ ...list, form: /^import \{ (?<name>contract) \}/gm }), /two are/);
});

test('no two commands have the same place in help', () => {
  const places = Object.values(contracts).map(({ help }) => help.place);
  assert.equal(new Set(places).size, places.length);
});
