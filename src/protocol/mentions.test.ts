import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mentionVectors } from '../../test/vectors/mentions.ts';
import { MENTIONS_MAX, mentionsOf } from './mentions.ts';
import { codePointsUpTo, nameAllowed, nameMayBeRegistered } from './names.ts';

describe('mentions', () => {
  for (const { description, text, names } of mentionVectors) {
    test(description, () => {
      assert.deepEqual(mentionsOf(text), names);
    });
  }

  const character = fc.oneof(
    fc.constantFrom(...'@@@ .,-_·()#x🎈é\n'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  const text = fc.array(character, { maxLength: 80 }).map((all) => all.join(''));

  test('are in the text, each once, and as long as names', () => {
    fc.assert(
      fc.property(text, (said) => {
        const names = mentionsOf(said);
        assert.equal(new Set(names).size, names.length);
        for (const name of names) {
          assert.ok(said.includes(`@${name}`));
          assert.ok(name !== '' && codePointsUpTo(name, 20) <= 20);
          assert.doesNotMatch(name, /[\p{White_Space}@,:!?]/u);
        }
      }),
    );
  });

  test('do not depend on what is said after white space', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const both = [...new Set([...mentionsOf(first), ...mentionsOf(second)])];
        assert.deepEqual(mentionsOf(`${first} ${second}`), both.slice(0, MENTIONS_MAX));
      }),
    );
  });

  test('find every registered name that has letters, digits and signs within', () => {
    const name = fc
      .stringMatching(/^[\p{L}\p{N}_]([\p{L}\p{N}_.-]{0,18}[\p{L}\p{N}_])?$/u)
      .filter((one) => codePointsUpTo(one, 20) <= 20)
      .filter((one) => nameAllowed(one) && nameMayBeRegistered(one));
    const end = fc.constantFrom('', ' ', '.', ', and', '!', '?', ':', ')', '…');
    fc.assert(
      fc.property(name, end, (one, behind) => {
        assert.deepEqual(mentionsOf(`Hi @${one}${behind}`), [one]);
      }),
    );
  });

  test('cost no more than one look at each character, whatever they are', () => {
    for (const piece of [
      '@',
      '@a',
      ' @',
      '.@',
      '(@',
      '@.',
      '@-',
      'a.',
      '@a.',
      '@aaaaaaaaaaaaaaaaaaaaa ',
    ]) {
      const hostile = piece.repeat(Math.ceil(65_535 / piece.length));
      assert.ok(mentionsOf(hostile).length <= 1);
      assert.deepEqual(mentionsOf(`${hostile} @bob`).at(-1), 'bob');
    }
    const run = `@${'.'.repeat(65_000)}`;
    assert.deepEqual(mentionsOf(run), []);
    assert.deepEqual(mentionsOf(`@${'a.-'.repeat(20_000)}`), []);
  });
});
