/** Terms of the search index, and the visibility of messages in it. Any change here needs a new SEARCH_VERSION. */
import type { SearchQuery } from '../../chat/stored/search.ts';
import { searchable, signsOf, wordsOf } from '../../protocol/search-words.ts';

/** The version of the terms and of the tables in search.db; an index of another version is rebuilt. */
export const SEARCH_VERSION = 3;

/**
 * Terms of a query that are looked for, the first ones: each costs time for every message with the others. A query with
 * more code units in all of its phrases has no results.
 */
const TERMS_MAX = 64;
const UNITS_MAX = 2048;
/**
 * How often one word counts in a query: FTS5 goes through all places of a word for each repeat, and a text of one word
 * 65,535 times cost a twentieth of a second.
 */
const REPEATS_MAX = 4;

/** The conversation of a message, as in the log. */
export interface MessageEnds {
  readonly from: number;
  readonly low: number;
  readonly high: number;
  /** Only its author finds it. */
  readonly hidden: boolean;
}

/**
 * The people who may find a message, as terms: `f` its author, `p` a person of its conversation, `s` the only one, `r`
 * the room; for hidden messages, `w` the other person.
 */
function whoTerms({ from, low, high, hidden }: MessageEnds): string {
  if (low < 0) return `f${from} r${-low}`;
  if (hidden) return `f${from} p${from} w${low + high - from}`;
  return low === high ? `f${from} p${low} s${low}` : `f${from} p${low} p${high}`;
}

/** The columns of the index for a text `said` in a conversation. */
export function indexTerms(
  said: string,
  where: MessageEnds,
): [text: string, who: string, signs: string] {
  return [searchable(said), whoTerms(where), signsOf(said).join(' ')];
}

/**
 * The FTS5 expression of a query by `account`, without room messages of `blocked` accounts; null: nothing can match.
 */
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

/** The expression of the phrases: the words of each in sequence, and its symbols anywhere. Null: no term is left. */
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

/** The first of `words` until one comes too often, counting on from `times`. */
function upToRepeats(words: readonly string[], times: Map<string, number>): readonly string[] {
  const end = words.findIndex((word) => {
    const count = (times.get(word) ?? 0) + 1;
    times.set(word, count);
    return count > REPEATS_MAX;
  });
  return end === -1 ? words : words.slice(0, end);
}

/** The expression of the conversations to search. */
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
