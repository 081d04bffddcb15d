/** What somebody has not received or not read, by seeks into the index of conversations. */

import { missedBy, type UnreadCount, unreadBy } from '../../chat/stored/unread.ts';
import { UNREAD_COUNT_MAX } from '../../protocol/limits.ts';
import type { Statements } from '../database/statements.ts';
import { answers } from '../tables/answering.ts';
import {
  BY_SOMEBODY,
  HIDDEN_OF_AUTHOR,
  IN_ROOM,
  NOT_BLOCKED,
  OF_AUTHOR,
  WHOLE,
} from './conditions.ts';
import { pageLimit } from './pages.ts';

const BETWEEN = `SELECT id ${OF_AUTHOR} AND id > ? AND id < ? AND ${WHOLE} ORDER BY id LIMIT ?`;
// Notes to oneself are never missed or unread; nor are messages of people who are blocked now, or being erased.
const CONVERSATIONS = `SELECT low, high, read_id AS read FROM members
  WHERE account = ?1 AND low > 0 AND low <> high
    AND EXISTS (SELECT 1 FROM accounts WHERE accounts.id = low + high - ?1) AND NOT EXISTS (
    SELECT 1 FROM blocks WHERE blocks.account = ?1 AND blocked IN (low, high))`;
const CURSOR = 'SELECT place FROM accounts WHERE id = ?';
const COUNT = `SELECT count(*) AS count FROM (
  SELECT 1 ${OF_AUTHOR} AND id > ? AND ${WHOLE} LIMIT ${UNREAD_COUNT_MAX})`;
const NEWEST = `SELECT max(id) AS id ${OF_AUTHOR}`;
const NEWEST_HIDDEN = `SELECT max(id) AS id ${HIDDEN_OF_AUTHOR}`;

const ROOMS = `SELECT room, read_id AS read FROM room_members JOIN members
    ON members.account = room_members.account AND low = -room AND high = -room
  WHERE room_members.account = ?`;
// One's own messages are never unread, nor are deleted ones.
const ROOM_COUNT = `SELECT count(*) AS count FROM (
  SELECT 1 ${IN_ROOM} AND ${NOT_BLOCKED} AND ${BY_SOMEBODY} AND author <> ?2 AND id > ?3 AND ${WHOLE}
  LIMIT ${UNREAD_COUNT_MAX})`;
const ROOM_MENTIONS = `SELECT count(*) AS count FROM (
  SELECT 1 FROM mentions JOIN log ON log.id = message
  WHERE account = ?2 AND mentions.low = ?1 AND message > ?3 AND ${NOT_BLOCKED} AND ${BY_SOMEBODY}
  LIMIT ${UNREAD_COUNT_MAX})`;
const ROOM_NEWEST = `SELECT id ${IN_ROOM} AND ${BY_SOMEBODY} ORDER BY id DESC LIMIT 1`;

export const missed = answers(missedBy, ({ account, after, limit: wanted }, reading) => {
  const { statements, pages } = reading;
  const limit = pageLimit(wanted);
  let ids: number[] = [];
  // The newest id that can still be on the page: with a thousand conversations, most need not be read further.
  let beneath = Number.MAX_SAFE_INTEGER;
  for (const { low, high, read } of conversationsOf(statements, account)) {
    const peer = low === account ? high : low;
    const from = Math.max(after, read);
    const found = statements.numbers(BETWEEN, low, high, peer, from, beneath, limit + 1);
    if (found.length === 0) continue;
    ids = oldest(ids.concat(found), limit + 1);
    beneath = ids[limit] ?? beneath;
  }
  return pages.page(ids, limit, account);
});

export const unread = answers(unreadBy, ({ account }, { statements }) => {
  const counts = [...unreadOfPeople(statements, account), ...unreadInRooms(statements, account)];
  return counts.sort((a, b) => b.newest - a.newest);
});

function unreadOfPeople(statements: Statements, account: number): UnreadCount[] {
  const cursor = (statements.get(CURSOR, account)?.place as number | undefined) ?? 0;
  const counts: UnreadCount[] = [];
  for (const { low, high, read } of conversationsOf(statements, account)) {
    const peer = low === account ? high : low;
    const count = statements.number(COUNT, low, high, peer, Math.max(read, cursor));
    if (count === 0) continue;
    const newest = [
      statements.number(NEWEST, low, high, low),
      statements.number(NEWEST, low, high, high),
      // Without it, authors could tell that their message is hidden.
      statements.number(NEWEST_HIDDEN, low, high, account),
    ];
    counts.push({ peer, count, mentions: 0, newest: Math.max(...newest) });
  }
  return counts;
}

/** Of the rooms that `account` is in. */
function unreadInRooms(statements: Statements, account: number): UnreadCount[] {
  const counts: UnreadCount[] = [];
  for (const row of statements.all(ROOMS, account)) {
    const { room, read } = row as { room: number; read: number };
    const count = statements.number(ROOM_COUNT, -room, account, read);
    if (count === 0) continue;
    const mentions = statements.number(ROOM_MENTIONS, -room, account, read);
    const newest = statements.number(ROOM_NEWEST, -room);
    counts.push({ peer: -room, count, mentions, newest, read });
  }
  return counts;
}

interface Conversation {
  readonly low: number;
  readonly high: number;
  readonly read: number;
}

function conversationsOf(statements: Statements, account: number): Conversation[] {
  return statements.all(CONVERSATIONS, account) as unknown as Conversation[];
}

function oldest(ids: number[], count: number): number[] {
  return ids.sort((a, b) => a - b).slice(0, count);
}
