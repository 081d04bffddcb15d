import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  FORGED_NAMES,
  keyVectors,
  MIXED_NAMES,
  nameVectors,
  ROOMS_AND_REPLIES,
  UNSEEN_CHARACTERS,
} from '../../test/vectors/names.ts';
import {
  codePointsUpTo,
  formerNameKey,
  nameAllowed,
  nameFits,
  nameKey,
  nameMayBeRegistered,
  nameMayExist,
  personNameFits,
  registeredNameMayExist,
  roomNameAllowed,
  roomNameMayExist,
} from './names.ts';

describe('names', () => {
  test('hold 1 to 20 code points, whatever their bytes or units', () => {
    for (const fits of [nameFits, personNameFits]) {
      assert.equal(fits(''), false);
      assert.equal(fits('a'), true);
      assert.equal(fits('🎈'.repeat(20)), true);
      assert.equal(fits('🎈'.repeat(21)), false);
      assert.equal(fits('x'.repeat(20)), true);
      assert.equal(fits('x'.repeat(21)), false);
    }
  });

  test('of rooms hold up to 64 code points with their sign, and 200 bytes', () => {
    for (const [rest, fits] of [
      ['x'.repeat(63), true],
      ['x'.repeat(64), false],
      ['ü'.repeat(63), true],
      [`${'가'.repeat(57)}${'🎈'.repeat(7)}`, false],
      [`${'가'.repeat(56)}${'🎈'.repeat(7)}`, true],
      ['🎈'.repeat(49), true],
      [`${'🎈'.repeat(49)}xxxx`, false],
      ['🎈'.repeat(50), false],
    ] as const) {
      assert.equal(nameFits(`#${rest}`), fits, rest);
      assert.equal(roomNameAllowed(`#${rest}`), fits, rest);
      assert.equal(roomNameMayExist(`#${rest}`), fits, rest);
      assert.equal(personNameFits(`#${rest}`), false, rest);
    }
  });

  for (const { description, name, allowed, registrable } of nameVectors) {
    test(`are judged: ${JSON.stringify(name)}, ${description}`, () => {
      assert.equal(nameAllowed(name), allowed);
      assert.equal(nameMayBeRegistered(name), registrable);
      assert.equal(roomNameAllowed(`#${name}`), registrable);
    });
  }

  test('have nothing in them that is not seen, wherever it stands', () => {
    for (const [what, character] of Object.entries(UNSEEN_CHARACTERS)) {
      for (const name of [character, `${character}bob`, `bo${character}b`, `bob${character}`]) {
        assert.equal(nameAllowed(name), false, what);
      }
    }
  });

  test('that are a room’s or would forge a reply are nobody’s', () => {
    for (const name of ROOMS_AND_REPLIES) assert.equal(nameMayExist(name), false, name);
  });

  test('that only look like others’ may be somebody’s from before', () => {
    for (const name of [...FORGED_NAMES, ...MIXED_NAMES]) {
      assert.equal(nameMayExist(name), true, name);
    }
  });

  test('that were registered when more was allowed may exist, and others not', () => {
    for (const name of ['＃lunch', 'a：', 'Ｓuccess', 'bob']) {
      assert.equal(registeredNameMayExist(name), true, name);
      assert.equal(roomNameMayExist(`#${name}`), true, name);
    }
    for (const name of ['#lunch', 'a:', 'Success', 'аlice', 'a,b', '\u202ebob']) {
      assert.equal(registeredNameMayExist(name), false, name);
      assert.equal(roomNameMayExist(`#${name}`), false, name);
    }
  });
});

test('codePointsUpTo counts code points, and stops after one too many', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, max) => {
      assert.equal(codePointsUpTo(text, max), Math.min([...text].length, max + 1));
    }),
  );
});

/** All code points except surrogates. */
function* allOfUnicode(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
  }
}

/** Unassigned or private characters, which have no other case and no other form. */
const UNASSIGNED = /[\p{Cn}\p{Co}]/u;

/** Other spellings of `text`, each once. */
function spellingsOf(text: string): Set<string> {
  const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => text.normalize(form));
  const upper = text.toUpperCase();
  const others = new Set([...forms, upper, text.toLowerCase(), upper.toLowerCase()]);
  others.delete(text);
  return others;
}

describe('the key of names', () => {
  for (const { description, name, key } of keyVectors) {
    test(`of ${JSON.stringify(name)}: ${description}`, () => assert.equal(nameKey(name), key));
  }

  test('is one for every character’s cases and forms, and its own, in all of Unicode', () => {
    const wrong: string[] = [];
    let unassigned = '';
    for (const character of allOfUnicode()) {
      if (UNASSIGNED.test(character)) {
        unassigned += character;
        continue;
      }
      const key = nameKey(character);
      if (nameKey(key) !== key) wrong.push(`${character}: not its own`);
      for (const other of spellingsOf(character)) {
        if (nameKey(other) !== key) wrong.push(`${character} is not ${other}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(nameKey(unassigned) === unassigned);
  });

  test('joins what the simple folding of regular expressions joins', () => {
    const byKey = new Map<string, string[]>();
    const cased: string[] = [];
    for (const character of allOfUnicode()) {
      if (!/[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u.test(character)) continue;
      cased.push(character);
      const key = nameKey(character);
      byKey.set(key, [...(byKey.get(key) ?? []), character]);
    }
    for (const character of cased) {
      const same = new RegExp(`^${character}$`, 'iu');
      const mates = byKey.get(nameKey(character)) ?? [];
      for (const other of [character.toUpperCase(), character.toLowerCase()]) {
        if (same.test(other)) assert.ok(mates.includes(other), `${character} ${other}`);
      }
    }
    // The only character that neither upper nor lower case reaches.
    assert.match('ß', /^ẞ$/iu);
    assert.deepEqual(new Set(['ẞ', 'ß', 'ss', 'SS', 'ſs'].map(nameKey)), new Set(['ss']));
  });

  test('joins whole names as it joins their characters', () => {
    const character = fc.oneof(
      fc.constantFrom(...'aA\u0327άßẞﬅςσΣİiIıǅǄǆᾳᾼΐ\u0301\u0345\u0307\u0327가ｶﾞ'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const name = fc.array(character, { maxLength: 20 }).map((all) => all.join(''));
    fc.assert(
      fc.property(name, (one) => {
        const key = nameKey(one);
        assert.equal(nameKey(key), key);
        assert.equal(nameKey(one.normalize('NFD')), key);
        assert.equal(nameKey(one.normalize('NFKC')), key);
        assert.equal(nameKey(one.normalize('NFKD').toUpperCase()), key);
        assert.equal(nameKey(one.normalize('NFKD').toLowerCase()), key);
        assert.equal(nameKey(one.normalize('NFKC').toLowerCase()), key);
      }),
      { numRuns: 2000 },
    );
  });

  test('was another one only for what ẞ is in', () => {
    assert.notEqual(formerNameKey('STRAẞE'), formerNameKey('strasse'));
    assert.equal(formerNameKey('STRAẞE'), formerNameKey('straẞe'));
    assert.equal(formerNameKey('Straße'), nameKey('strasse'));
  });
});
