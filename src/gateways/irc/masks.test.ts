import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matches } from './masks.ts';

test('a mask matches whole texts', () => {
  const matching = [
    ['*', ''],
    ['*', 'abc'],
    ['a*c', 'abc'],
    ['a*c', 'ac'],
    ['?', '字'],
    ['?', '🎈'],
    ['*!*@b.*', 'x!y@b.c'],
    ['**a**', 'a'],
    ['[a]', '[a]'],
  ];
  for (const [mask = '', text = ''] of matching) assert.ok(matches(mask, text), `${mask} ${text}`);
  const others = [
    ['', 'a'],
    ['a', ''],
    ['?', ''],
    ['?', 'ab'],
    ['a*c', 'abcd'],
    ['[a]', 'a'],
  ];
  for (const [mask = '', text = ''] of others) assert.ok(!matches(mask, text), `${mask} ${text}`);
});

test('a mask matches what an expression for it does', () => {
  const mask = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '字', '🎈'), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '字', '🎈'), maxLength: 12 });
  fc.assert(
    fc.property(mask, text, (one, other) => {
      const pattern = [...one].map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part));
      assert.equal(matches(one, other), new RegExp(`^${pattern.join('')}$`, 'u').test(other));
    }),
    { numRuns: 2000 },
  );
});

test('a hostile mask takes no time', () => {
  assert.ok(!matches('*a'.repeat(200), 'a'.repeat(199)));
});
