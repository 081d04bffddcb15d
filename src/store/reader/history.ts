/** What was said in a conversation, by seeks into its index. */
import { hasWritten, historyOf } from '../../chat/stored/history.ts';
import type { Statements } from '../database/statements.ts';
import { answers } from '../tables/answering.ts';
import {
  BY_SOMEBODY,
  HIDDEN_OF_AUTHOR,
  IN_ROOM,
  NOT_BLOCKED,
  OF_AUTHOR,
  pairOf,
} from './conditions.ts';
import { pageLimit } from './pages.ts';

const FORWARD = 'id > ? ORDER BY id LIMIT ?';
const BACK = 'id < ? ORDER BY id DESC LIMIT ?';
const AFTER = `SELECT id ${OF_AUTHOR} AND ${FORWARD}`;
const BEFORE = `SELECT id ${OF_AUTHOR} AND ${BACK}`;
const HIDDEN_AFTER = `SELECT id ${HIDDEN_OF_AUTHOR} AND ${FORWARD}`;
const HIDDEN_BEFORE = `SELECT id ${HIDDEN_OF_AUTHOR} AND ${BACK}`;
const ROOM_AFTER = `SELECT id ${IN_ROOM} AND ${NOT_BLOCKED} AND ${BY_SOMEBODY} AND id > ?3 ORDER BY id LIMIT ?4`;
const ROOM_BEFORE = `SELECT id ${IN_ROOM} AND ${NOT_BLOCKED} AND ${BY_SOMEBODY} AND id < ?3 ORDER BY id DESC LIMIT ?4`;

/** Where a page begins, and how many ids it needs. */
interface Wanted {
  readonly account: number;
  readonly peer: number;
  /** Ids are above it, or below. */
  readonly bound: number;
  readonly forward: boolean;
  readonly limit: number;
}

export const history = answers(historyOf, ({ account, peer, range }, reading) => {
  const limit = pageLimit(range.limit);
  const forward = range.after !== null;
  const position = range.after ?? range.before;
  // Ids of messages made at a time start at a bound: `after` includes that bound.
  const bound =
    position === null ? Number.MAX_SAFE_INTEGER : reading.times.bound(position, forward);
  const wanted = { account, peer, bound, forward, limit: limit + 1 };
  const ids = peer < 0 ? inRoom(reading.statements, wanted) : ofTwo(reading.statements, wanted);
  const { messages, more } = reading.pages.page(ids, limit, account);
  return { messages: forward ? messages : messages.toReversed(), more };
});

export const wrote = answers(hasWritten, ({ account, peer }, { statements }) => {
  const pair = pairOf(account, peer);
  return statements.get(`SELECT 1 ${OF_AUTHOR} LIMIT 1`, ...pair, account) !== undefined;
});

/** Ids in a room, next to the bound. */
function inRoom(statements: Statements, { account, peer, bound, forward, limit }: Wanted) {
  return statements.numbers(forward ? ROOM_AFTER : ROOM_BEFORE, peer, account, bound, limit);
}

/** Ids in the conversation of two people, next to the bound; hidden messages only for their author. */
function ofTwo(statements: Statements, { account, peer, bound, forward, limit }: Wanted) {
  const [low, high] = pairOf(account, peer);
  const sql = forward ? AFTER : BEFORE;
  const authors = low === high ? [low] : [low, high];
  const ids = authors.flatMap((author) => statements.numbers(sql, low, high, author, bound, limit));
  const hidden = forward ? HIDDEN_AFTER : HIDDEN_BEFORE;
  ids.push(...statements.numbers(hidden, low, high, account, bound, limit));
  ids.sort(forward ? (a, b) => a - b : (a, b) => b - a);
  return ids.slice(0, limit);
}
