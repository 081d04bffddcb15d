/** Lists in the order of names: their pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byName, firstByName } from './by-name.ts';

test('pages behind the last name of the one before are the whole list, each name once', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.integer({ min: 1, max: 5 }), (names, size) => {
      const self = (one: string) => one;
      const paged: string[] = [];
      for (let after = ''; ; after = paged.at(-1) ?? '') {
        const page = byName(names, self, after).slice(0, size);
        if (page.length === 0) break;
        paged.push(...page);
      }
      assert.deepEqual(paged, byName(names, self, ''));
      assert.deepEqual([...paged].sort(), [...names].sort());
    }),
  );
});

test('a page goes on behind a name that is gone meanwhile', () => {
  assert.deepEqual(
    byName(['dan', 'Bob', 'alice'], (one) => one, 'BOA'),
    ['Bob', 'dan'],
  );
});

test('the first of many are those of the whole list in order', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.uniqueArray(name), name, fc.nat({ max: 6 }), (names, after, count) => {
      const expected = names.filter((one) => one > after).sort();
      assert.deepEqual(
        firstByName(names, (one) => one, after, count),
        expected.slice(0, count),
      );
    }),
  );
});
