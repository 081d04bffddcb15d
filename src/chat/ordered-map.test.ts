/** Lists in name order: their pages, and their cost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { first, OrderedMap } from './ordered-map.ts';

test('is in order whatever comes and goes, and every page goes on behind the one before', () => {
  const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 });
  const step = fc.record({ key, what: fc.constantFrom('set', 'delete', 'walk', 'clear') });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 4 }),
      (steps, size) => {
        const map = new OrderedMap<string>();
        const model = new Map<string, string>();
        for (const { key: name, what } of steps) {
          if (what === 'set') {
            map.set(name, `value of ${name}`);
            model.set(name, `value of ${name}`);
          } else if (what === 'delete') assert.equal(map.delete(name), model.delete(name));
          else if (what === 'clear' && steps.length % 7 === 0) {
            map.clear();
            model.clear();
          } else first(map.behind(name), 1);
        }
        const paged: string[] = [];
        for (let after = ''; ; ) {
          const page = first(map.behind(after), size);
          paged.push(...page);
          if (page.length < size) break;
          after = (page.at(-1) as string).slice('value of '.length);
        }
        const inOrder = [...model.keys()].sort();
        const valuesOf = (names: readonly string[]) => names.map((name) => model.get(name));
        assert.deepEqual(paged, valuesOf(inOrder));
        const { key: after } = steps[0] ?? { key: '' };
        const part = after.slice(0, 1);
        const found = inOrder.filter((name) => name > after && name.includes(part));
        assert.deepEqual([...map.containing(part, after)], valuesOf(found));
      },
    ),
  );
});

test('a page goes on behind a key that is gone meanwhile', () => {
  const map = new OrderedMap<number>();
  map.set('dan', 3).set('alice', 1).set('bob', 2);
  assert.deepEqual(first(map.behind('boa'), 9), [2, 3]);
  map.delete('bob');
  assert.deepEqual(first(map.behind('bob'), 9), [3]);
});

test('a page costs what it has, also behind a change, in a map of a hundred thousand', () => {
  const map = new OrderedMap<number>();
  for (let i = 0; i < 100_000; i++) map.set(String(i).padStart(6, '0'), i);
  first(map.behind(''), 1);
  let looks = 0;
  map.get = (key) => {
    looks++;
    return Map.prototype.get.call(map, key) as number;
  };
  for (let i = 0; i < 100; i++) {
    map.set(`050000${i}`, i);
    assert.equal(first(map.behind('050000'), 10).length, 10);
    map.delete(`050000${i}`);
  }
  assert.equal(looks, 100 * 10);
});
