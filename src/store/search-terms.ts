/** How texts and questions become terms of the search index. Both must do the same: a change here is a new VERSION. */
import type { SearchQuery } from '../chat/archive.ts';

/** Of the terms and the tables of search.db: another is made anew. */
export const SEARCH_VERSION = 2;

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

/** Where a message was said: see the log. */
export interface Conversation {
  readonly from: number;
  readonly low: number;
  readonly high: number;
  /** Only who wrote it finds it. */
  readonly hidden: boolean;
}

/**
 * Who may find a message, and by whom: as terms. `f` who wrote it, `p` a person of its conversation, `s` the only one,
 * `r` the room; of what is hidden, `w` with whom.
 */
export function whoTerms({ from, low, high, hidden }: Conversation): string {
  if (low < 0) return `f${from} r${-low}`;
  if (hidden) return `f${from} p${from} w${low + high - from}`;
  return low === high ? `f${from} p${low} s${low}` : `f${from} p${low} p${high}`;
}

/** What `account` finds, who does not want to hear of `blocked` in rooms: an FTS5 expression; null: nothing can match. */
export function matchExpression(
  account: number,
  query: SearchQuery,
  blocked: readonly number[],
): string | null {
  const { phrases, from } = query;
  const units = phrases.reduce((sum, { length }) => sum + length, 0);
  if (units > UNITS_MAX) return null;
  const where = whereExpression(account, query, blocked);
  if (where === null) return null;
  const expression = `who : (${from === null ? where : `${where} AND f${from}`})`;
  if (phrases.length === 0) return expression;
  const terms = phrases.map(searchable);
  const counts = terms.map((phrase) => phrase.match(TERM)?.length ?? 0);
  if (counts.includes(0) || counts.reduce((sum, count) => sum + count, 0) > TERMS_MAX) return null;
  return `${expression} AND text : (${terms.map(quoted).join(' AND ')})`;
}

/** In which conversations. */
function whereExpression(
  account: number,
  { with: peer, rooms }: SearchQuery,
  blocked: readonly number[],
): string | null {
  if (peer === account) return `p${account} AND s${account}`;
  if (peer !== null && peer > 0) return `p${account} AND (p${peer} OR w${peer})`;
  const looked = peer === null ? rooms : rooms.filter((room) => room === -peer);
  if (looked.length === 0) return peer === null ? `p${account}` : null;
  const inRooms = `(${looked.map((room) => `r${room}`).join(' OR ')})`;
  const heard =
    blocked.length === 0
      ? inRooms
      : `(${inRooms} NOT (${blocked.map((one) => `f${one}`).join(' OR ')}))`;
  return peer === null ? `(p${account} OR ${heard})` : heard;
}

/** "…" with quotation marks doubled is a string of FTS5, whatever is in it; a NUL would end the expression. */
function quoted(phrase: string): string {
  return `"${phrase.replaceAll('\0', ' ').replaceAll('"', '""')}"`;
}
