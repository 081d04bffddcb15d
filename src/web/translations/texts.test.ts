/** The catalogue: every text in every language, with the same things put in. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { language, languageOf, type Text, t, type Wording } from './texts.ts';

const folder = import.meta.dirname;

function placeholders(wording: Wording): string[] {
  const all = typeof wording === 'string' ? [wording] : Object.values(wording);
  return all.map((one) => [...one.matchAll(/\{\w+\}/g)].map(String).sort().join());
}

describe('the catalogue', () => {
  for (const file of globSync(['*-texts.ts', '../features/*.ts'], { cwd: folder })) {
    if (!/^export const \w+Texts = /m.test(readFileSync(`${folder}/${file}`, 'utf8'))) continue;
    test(`${basename(file)} puts the same into each language`, async () => {
      const all = Object.entries(await import(`${folder}/${file}`));
      const catalogues = all.flatMap(([name, one]) => (/Texts$/.test(name) ? [one] : []));
      assert.ok(catalogues.length > 0);
      for (const catalogue of catalogues) {
        for (const [key, { en, de }] of Object.entries(catalogue as Record<string, Text>)) {
          assert.ok(en !== '' && de !== '', key);
          const [english, german] = [placeholders(en), placeholders(de)];
          assert.deepEqual(new Set(german), new Set(english), key);
        }
      }
    });
  }
});

describe('a text', { skip: language !== 'en' && 'the words are English' }, () => {
  const members = {
    en: { one: '{count} member', other: '{count} members' },
    de: { one: '{count} Mitglied', other: '{count} Mitglieder' },
  };

  test('is in the singular or plural', () => {
    assert.equal(t(members, { count: 1 }), '1 member');
    assert.equal(t(members, { count: 0 }), '0 members');
  });

  test('takes what is put in as it is', () => {
    const hello = { en: 'Hello, {name}!', de: 'Hallo, {name}!' };
    assert.equal(t(hello, { name: '{name} $& <b>' }), 'Hello, {name} $& <b>!');
    assert.equal(t(hello), 'Hello, {name}!');
  });
});

test('the language is the first of those wanted that there is', () => {
  assert.equal(languageOf(['fr-CA', 'de-AT', 'en']), 'de');
  assert.equal(languageOf(['en-GB', 'de']), 'en');
  assert.equal(languageOf(['fr']), 'en');
  assert.equal(languageOf([]), 'en');
});
