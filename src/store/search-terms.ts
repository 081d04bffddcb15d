/** How texts and questions become terms of the search index. Both must do the same: a change here is a new VERSION. */
import type { SearchQuery } from '../chat/storage.ts';

/** Of the terms and the tables of search.db: another is made anew. */
export const SEARCH_VERSION = 1;

/**
 * A question has so many terms, and code units, in all of its phrases; to one with more there is no answer. Each term
 * costs something for each message that the others are in.
 */
const TERMS_MAX = 64;
const UNITS_MAX = 2048;

/** Written without spaces between words: each character is a term, and a word of several a phrase. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/gu;
/** What terms are made of: see the categories of unicode61 at https://www.sqlite.org/fts5.html#unicode61_tokenizer */
const TERM = /[\p{L}\p{N}\p{Co}]+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** What the index is given of `text`; its own tokenizer then folds case and takes away accents. */
export function searchable(text: string): string {
  // Many texts are ASCII, and nothing of this does anything to those.
  if (!BEYOND_ASCII.test(text)) return text;
  return text.normalize('NFKC').replace(UNSPACED, ' $& ');
}

/** Who may find a message, and by whom: as terms. */
export function whoTerms(from: number, low: number, high: number): string {
  return low === high ? `f${from} p${low} s${low}` : `f${from} p${low} p${high}`;
}

/** An FTS5 expression; null: nothing can match. */
export function matchExpression(account: number, query: SearchQuery): string | null {
  const { phrases, from, with: peer } = query;
  const units = phrases.reduce((sum, { length }) => sum + length, 0);
  if (units > UNITS_MAX) return null;
  const who = [`p${account}`];
  if (from !== null) who.push(`f${from}`);
  if (peer !== null) who.push(peer === account ? `s${peer}` : `p${peer}`);
  const expression = `who : (${who.join(' AND ')})`;
  if (phrases.length === 0) return expression;
  const terms = phrases.map(searchable);
  const counts = terms.map((phrase) => phrase.match(TERM)?.length ?? 0);
  if (counts.includes(0) || counts.reduce((sum, count) => sum + count, 0) > TERMS_MAX) return null;
  return `${expression} AND text : (${terms.map(quoted).join(' AND ')})`;
}

/** "…" with quotation marks doubled is a string of FTS5, whatever is in it; a NUL would end the expression. */
function quoted(phrase: string): string {
  return `"${phrase.replaceAll('\0', ' ').replaceAll('"', '""')}"`;
}
