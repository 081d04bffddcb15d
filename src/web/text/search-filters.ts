/** Reads and changes the filters in a search query, leaving the rest as it was typed. */
import { SEARCH_TERM } from '../../protocol/search-query.ts';

export const SEARCH_FILTERS = ['from', 'with', 'before', 'after'] as const;
export type SearchFilter = (typeof SEARCH_FILTERS)[number];

interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function find(query: string, filter: SearchFilter): Found | null {
  for (const match of query.matchAll(SEARCH_TERM)) {
    const [whole, key, value = ''] = match;
    if (key?.toLowerCase() !== filter) continue;
    return { value, start: match.index, end: match.index + whole.length };
  }
  return null;
}

/** The value of `filter:` in `query`; empty if it is not there. */
export function filterOf(query: string, filter: SearchFilter): string {
  return find(query, filter)?.value ?? '';
}

/** `query` with `value` for `filter:`; an empty value removes the filter. */
export function withFilter(query: string, filter: SearchFilter, value: string): string {
  const found = find(query, filter);
  // White space would end the value and begin a word.
  const given = value.replaceAll(/\p{White_Space}/gu, '');
  const term = given === '' ? '' : `${filter}:${given}`;
  if (found === null) return term === '' ? query : `${query.trimEnd()} ${term} `.trimStart();
  const before = query.slice(0, found.start);
  const after = query.slice(found.end);
  return term === '' ? before + after.trimStart() : before + term + after;
}
