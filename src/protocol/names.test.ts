import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  codePointsUpTo,
  formerNameKey,
  nameAllowed,
  nameFits,
  nameKey,
  nameMayBeRegistered,
  nameMayExist,
  registeredNameMayExist,
  roomNameAllowed,
  roomNameMayExist,
} from './names.ts';

describe('names', () => {
  test('hold 1 to 20 code points, whatever their bytes or units', () => {
    assert.equal(nameFits(''), false);
    assert.equal(nameFits('a'), true);
    assert.equal(nameFits('🎈'.repeat(20)), true);
    assert.equal(nameFits('🎈'.repeat(21)), false);
    assert.equal(nameFits('x'.repeat(20)), true);
    assert.equal(nameFits('x'.repeat(21)), false);
  });

  test('may be of any script, with marks and emoji', () => {
    for (const name of [
      'Zoë',
      'Łukasz',
      '字',
      'नमस्ते',
      'שלום',
      'a#b',
      '🎈',
      'success',
      '10€',
      'алиса',
      '鈴木bob',
    ]) {
      assert.equal(nameAllowed(name), true, name);
    }
  });

  test('have nothing in them that is not seen', () => {
    const unseen = {
      space: 0x20,
      tab: 0x09,
      'no-break space': 0xa0,
      'ideographic space': 0x3000,
      'line separator': 0x2028,
      null: 0x00,
      escape: 0x1b,
      delete: 0x7f,
      'next line (C1)': 0x85,
      'control sequence introducer (C1)': 0x9b,
      'right-to-left override': 0x202e,
      'left-to-right isolate': 0x2066,
      'right-to-left mark': 0x200f,
      'zero-width space': 0x200b,
      'zero-width joiner': 0x200d,
      'byte order mark': 0xfeff,
      'soft hyphen': 0xad,
      'Hangul filler': 0x3164,
      'combining grapheme joiner': 0x34f,
      'variation selector': 0xfe0f,
      'tag letter': 0xe0061,
      'braille blank': 0x2800,
    };
    for (const [what, code] of Object.entries(unseen)) {
      const character = String.fromCodePoint(code);
      for (const name of [character, `${character}bob`, `bo${character}b`, `bob${character}`]) {
        assert.equal(nameAllowed(name), false, what);
      }
    }
  });

  test('are no room, and forge no reply', () => {
    for (const name of ['#', '#room', 'Success', 'Failure']) {
      assert.equal(nameAllowed(name), false, name);
      assert.equal(nameMayExist(name), false, name);
    }
  });

  // DESIGN section 2: `#` and `:`, whatever NFKC makes one, and letters of several look-alike scripts.
  test('look like no room, no beginning of a message, no reply and nobody else', () => {
    const forged = [
      '＃lunch',
      '﹟lunch',
      'alice:',
      'a：',
      'a︓b',
      '﹕',
      '⩴',
      'Ｓuccess',
      '𝐅ailure',
    ];
    const mixed = ['аlice', 'αlice', 'ａlicе', '𝐚а'];
    for (const name of [...forged, ...mixed]) {
      assert.equal(nameAllowed(name), false, name);
      assert.equal(nameMayBeRegistered(name), false, name);
      assert.equal(roomNameAllowed(`#${name}`), false, name);
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

/** Every code point but surrogates. */
function* allOfUnicode(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
  }
}

/** Not a character (yet), or a private one: it has no other case and no other form. */
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
    // The only one that neither upper nor lower case reaches.
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
