/** What the search index is asked, and who may find what. A change here is a new SEARCH_VERSION. */
import type { SearchQuery } from '../../chat/archive.ts';
import { searchable, signsOf, wordsOf } from '../../protocol/search-words.ts';

/** Of the terms and the tables of search.db: another is made anew. */
export const SEARCH_VERSION = 3;

/**
 * Of a question so many terms are looked for, the first: each costs something for each message that the others are in.
 * To one with more code units in all of its phrases there is no answer.
 */
const TERMS_MAX = 64;
const UNITS_MAX = 2048;
/**
 * Of those so many that are the same word: FTS5 goes through all places of a word once for each, so that a text of one
 * word, 65,535 times, cost a twentieth of a second.
 */
const REPEATS_MAX = 4;

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
function whoTerms({ from, low, high, hidden }: Conversation): string {
  if (low < 0) return `f${from} r${-low}`;
  if (hidden) return `f${from} p${from} w${low + high - from}`;
  return low === high ? `f${from} p${low} s${low}` : `f${from} p${low} p${high}`;
}

/** What the index is given of what was `said` there: a column each. */
export function indexTerms(
  said: string,
  where: Conversation,
): [text: string, who: string, signs: string] {
  return [searchable(said), whoTerms(where), signsOf(said).join(' ')];
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
  const said = saidExpression(phrases);
  return said === null ? null : `${expression} AND ${said}`;
}

/** What must occur: of each phrase its words, one after the other, and its signs, anywhere. Null: nothing does. */
function saidExpression(phrases: readonly string[]): string | null {
  let left = TERMS_MAX;
  const words: string[] = [];
  const signs = new Set<string>();
  const times = new Map<string, number>();
  for (const phrase of phrases) {
    const next = upToRepeats(wordsOf(phrase).slice(0, left), times);
    left -= next.length;
    if (next.length > 0) words.push(`"${next.join(' ')}"`);
    for (const sign of signsOf(phrase).slice(0, left)) {
      signs.add(sign);
      left--;
    }
  }
  const parts: string[] = [];
  if (words.length > 0) parts.push(`text : (${words.join(' AND ')})`);
  if (signs.size > 0) parts.push(`signs : (${[...signs].join(' AND ')})`);
  return parts.length === 0 ? null : parts.join(' AND ');
}

/** The first of `words`, as far as none comes too often, with those that were counted before. */
function upToRepeats(words: readonly string[], times: Map<string, number>): readonly string[] {
  const end = words.findIndex((word) => {
    const count = (times.get(word) ?? 0) + 1;
    times.set(word, count);
    return count > REPEATS_MAX;
  });
  return end === -1 ? words : words.slice(0, end);
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
