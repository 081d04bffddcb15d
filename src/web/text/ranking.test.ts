import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ranking } from './ranking.ts';

function best(query: string, ...names: string[]): string {
  return ranking(names, query, (name) => name).join(' ');
}

describe('a ranking', () => {
  test('has the whole first, then beginnings, words, parts, and letters in their order', () => {
    assert.equal(best('an', 'b-a-n', 'ban', 'x-an', 'anna', 'an', 'bob'), 'an anna x-an ban b-a-n');
  });

  test('has letters that are closer to each other first', () => {
    assert.equal(best('ab', 'a---b', 'a-b', 'a--b'), 'a-b a--b a---b');
  });

  test('knows the beginning of a later word', () => {
    assert.equal(best('oo', 'food', 'foo-oops'), 'foo-oops food');
  });

  test('makes nothing of case, accents and the # of a room', () => {
    assert.equal(best('LUN', '#Lünch', 'plunder'), '#Lünch plunder');
    assert.equal(best('#lun', '#lunch', 'lunar'), '#lunch');
  });

  test('keeps the order of what fits as well, and of all where nothing is typed', () => {
    assert.equal(best('b', 'bob', 'ben', 'bea'), 'bob ben bea');
    assert.equal(best(' ', 'bob', 'ann'), 'bob ann');
  });

  test('finds names in every script', () => {
    assert.equal(best('李', '李雷', '韩梅梅'), '李雷');
    assert.equal(best('🐙', 'a🐙', 'b'), 'a🐙');
  });
});
