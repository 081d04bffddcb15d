/** The modules that list what is in a folder say what is there now. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LISTS, listedIn, moduleOf, outdated } from '../scripts/generate.ts';
import { contracts } from '../src/protocol/contract-list.ts';

test('every generated list is as `npm run generate` writes it', () => {
  assert.deepEqual(outdated(), []);
});

test('a list of nothing, and one with a name twice, are not written', () => {
  const [list] = LISTS;
  assert.ok(list);
  assert.throws(
    () => moduleOf({ ...list, form: /^no such export/gm, mark: /no such export/g }),
    /nothing in/,
  );
  assert.throws(
    () =>
      moduleOf({
        ...list,
        form: /^import \{ (?<name>contract) \}/gm,
        mark: /^import \{ contract \}/gm,
      }),
    /two are/,
  );
});

test('nothing of a kind is left out of its list because it begins otherwise', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const list of LISTS) {
    const paths = globSync(`${list.folder}*.ts`, { cwd: root });
    const texts = paths.map((path) => readFileSync(`${root}/${path}`, 'utf8'));
    const text = texts.find((one) => one.search(list.form) >= 0) ?? assert.fail(list.name);
    assert.ok(listedIn(list, 'a.ts', text).length > 0);
    for (const other of ['const ', 'export /* */ const ', 'export const\n  ']) {
      const written = text.replaceAll(/^export const /gm, other);
      assert.throws(() => listedIn(list, 'a.ts', written), /a\.ts has/, `${list.name} ${other}`);
    }
  }
});

test('no two commands have the same place in help', () => {
  const places = Object.values(contracts).map(({ help }) => help.place);
  assert.equal(new Set(places).size, places.length);
});
