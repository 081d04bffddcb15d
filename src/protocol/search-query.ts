/** Search queries as typed: words, "phrases", and `from:`, `with:`, `before:`, `after:`. */
import { NAME_SIZE, nameFits } from './names.ts';

export interface ParsedSearch {
  /** All must occur: each is a word, or several consecutive words. */
  readonly phrases: readonly string[];
  readonly from: string | null;
  readonly with: string | null;
  /** Milliseconds since 1970: only messages made earlier, or at this time and later. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Length of the whole query, in UTF-16 code units. */
export const SEARCH_CHARACTERS_MAX = 1000;
/** Words, phrases and filters in one query. */
export const SEARCH_TERMS_MAX = 20;

const MINUTE_MS = 60_000;

// A filter, a phrase (phone keyboards type curly quotation marks), or a word, separated by any white space. A filter's
// value ends at the next white space, since a name may contain a quotation mark.
export const SEARCH_TERM =
  /(from|with|before|after):(\P{White_Space}*)|["“”]([^"“”]*)(["“”]?)|([^\p{White_Space}"“”]+)/giu;

const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d*)?)?(?:(Z)|([+-])([01]\d|2[0-3]):?([0-5]\d))?)?$/i;

type Filter = 'from' | 'with' | 'before' | 'after';

/**
 * Parses `text`; a string describes the error for a person. `zoneMinutes`: how far dates and times without a zone are
 * ahead of UTC. A date means its midnight.
 */
export function parseSearch(text: string, zoneMinutes = 0): ParsedSearch | string {
  if (text.length > SEARCH_CHARACTERS_MAX) {
    return `a search has at most ${SEARCH_CHARACTERS_MAX} characters`;
  }
  const phrases: string[] = [];
  const names: Record<'from' | 'with', string | null> = { from: null, with: null };
  const times: Record<'before' | 'after', number | null> = { before: null, after: null };
  const given = new Set<Filter>();
  for (const [, key, value = '', phrase, closing, word] of text.matchAll(SEARCH_TERM)) {
    if (word !== undefined) phrases.push(word);
    else if (phrase !== undefined) {
      if (closing === '') return 'a quotation mark is not closed';
      if (/\P{White_Space}/u.test(phrase)) phrases.push(phrase);
    } else {
      const filter = key?.toLowerCase() as Filter;
      if (given.has(filter)) return `${filter}: is there twice`;
      given.add(filter);
      if (filter === 'from' || filter === 'with') {
        if (!nameFits(value)) return `${filter}: ${NAME_SIZE}`;
        names[filter] = value;
      } else {
        const time = parseTime(value, zoneMinutes);
        if (time === null) return `${filter}: needs a date such as 2026-11-01`;
        times[filter] = time;
      }
    }
    if (phrases.length + given.size > SEARCH_TERMS_MAX) {
      return `a search has at most ${SEARCH_TERMS_MAX} words, phrases and filters`;
    }
  }
  if (phrases.length + given.size === 0) return 'a search needs a word, a phrase or a filter';
  return { phrases, ...names, ...times };
}

/** An ISO 8601 date or time in milliseconds since 1970; null where it is invalid. */
function parseTime(text: string, zoneMinutes: number): number | null {
  const [
    ,
    date = '',
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '0',
    utc,
    sign,
    ahead,
    and,
  ] = TIME.exec(text) ?? [];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Rejects a 30th of February, which Date would take for the 2nd of March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return null;
  const minutes = Number(hour) * 60 + Number(minute);
  const ms = Number(second) * 1000 + Number(fraction.padEnd(3, '0'));
  let zone = zoneMinutes;
  if (utc !== undefined) zone = 0;
  else if (sign !== undefined) zone = Number(`${sign}1`) * (Number(ahead) * 60 + Number(and));
  return midnight + (minutes - zone) * MINUTE_MS + ms;
}
