import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseSearch } from '../../protocol/search-query.ts';
import { filterOf, SEARCH_FILTERS, withFilter } from './search-filters.ts';

describe('the filters of a search', () => {
  test('are read where they are, and not in words or phrases', () => {
    const query = 'lunch FROM:bob "with:carol" xbefore:2026-01-01 after:2026-11-01';
    assert.equal(filterOf(query, 'from'), 'bob');
    assert.equal(filterOf(query, 'with'), '');
    assert.equal(filterOf(query, 'before'), '');
    assert.equal(filterOf(query, 'after'), '2026-11-01');
  });

  test('are put behind what is there', () => {
    assert.equal(withFilter('lunch', 'from', 'bob'), 'lunch from:bob ');
    assert.equal(withFilter('', 'with', '#lunch'), 'with:#lunch ');
  });

  test('are changed in their place', () => {
    assert.equal(
      withFilter('from:bob  lunch "at one"', 'from', 'carol'),
      'from:carol  lunch "at one"',
    );
  });

  test('are taken out, and nothing else', () => {
    assert.equal(withFilter('lunch from:bob at one', 'from', ''), 'lunch at one');
    assert.equal(withFilter('lunch', 'from', ''), 'lunch');
    assert.equal(withFilter('from:bob ', 'from', ' '), '');
  });

  test('never become two, or a word', () => {
    const filter = fc.constantFrom(...SEARCH_FILTERS);
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const words = fc.array(
      fc.oneof(
        text,
        filter.map((one) => `${one}:x`),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(words, filter, fc.stringMatching(/^[^\s"“”:]{1,10}$/u), (all, one, value) => {
        const query = all.join(' ');
        const changed = withFilter(query, one, value);
        // A quotation mark that is open takes everything behind it.
        if (typeof parseSearch(query) === 'string') return;
        const given = value.replaceAll(/\p{White_Space}/gu, '');
        assert.equal(filterOf(changed, one), given);
        for (const other of SEARCH_FILTERS) {
          if (other !== one) assert.equal(filterOf(changed, other), filterOf(query, other));
        }
      }),
    );
  });
});
