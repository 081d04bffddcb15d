/** Queries of conversations: history, missed and unread messages, by seeks into their index. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ConversationPage, MessagePage, Range, UnreadCount } from '../../chat/archive.ts';
import { PAGE_MESSAGES_MAX as PAGE_SHOWN_MAX } from '../../protocol/limits.ts';
import { LogTimes } from '../clock/log-times.ts';
import { HIDDEN, MESSAGE } from '../database/schema.ts';
import { PAGE_MESSAGES_MAX, Pages } from './pages.ts';
import { RoomQueries, UNREAD_COUNT_MAX } from './room-queries.ts';

const OF_AUTHOR = `FROM log WHERE kind = ${MESSAGE} AND low = ? AND high = ? AND author = ?`;
const HIDDEN_OF_AUTHOR = `FROM log INDEXED BY set_apart
  WHERE (kind = 7 OR kind = 8) AND kind = ${HIDDEN} AND low = ? AND high = ? AND author = ?`;
/** For a query of `members`. */
const newestBy = (author: string) => `ifnull((SELECT max(id) FROM log
  WHERE kind = ${MESSAGE} AND low = members.low AND high = members.high AND author = ${author}), 0)`;
/** Without it, authors could tell that their message is hidden. */
const NEWEST_OWN_HIDDEN = `ifnull((SELECT max(id) FROM log INDEXED BY set_apart
  WHERE (kind = 7 OR kind = 8) AND kind = ${HIDDEN} AND low = members.low AND high = members.high
    AND author = members.account), 0)`;
/** Deleted messages count neither as missed nor as unread. */
const WHOLE = 'NOT EXISTS (SELECT 1 FROM message_states WHERE message = log.id AND deleted = 1)';

interface Member {
  readonly low: number;
  readonly high: number;
  readonly read: number;
}

export class ConversationQueries {
  readonly #pages: Pages;
  readonly #rooms: RoomQueries;
  readonly #times: LogTimes;
  readonly #after: StatementSync;
  readonly #before: StatementSync;
  readonly #hiddenAfter: StatementSync;
  readonly #hiddenBefore: StatementSync;
  readonly #between: StatementSync;
  readonly #wrote: StatementSync;
  readonly #members: StatementSync;
  readonly #cursor: StatementSync;
  readonly #count: StatementSync;
  readonly #newest: StatementSync;
  readonly #newestHidden: StatementSync;
  readonly #peers: StatementSync;
  readonly #at: StatementSync;

  constructor(database: DatabaseSync) {
    this.#pages = new Pages(database);
    this.#rooms = new RoomQueries(database);
    this.#times = new LogTimes(database);
    this.#hiddenAfter = database.prepare(
      `SELECT id ${HIDDEN_OF_AUTHOR} AND id > ? ORDER BY id LIMIT ?`,
    );
    this.#hiddenBefore = database.prepare(
      `SELECT id ${HIDDEN_OF_AUTHOR} AND id < ? ORDER BY id DESC LIMIT ?`,
    );
    this.#after = database.prepare(`SELECT id ${OF_AUTHOR} AND id > ? ORDER BY id LIMIT ?`);
    this.#before = database.prepare(`SELECT id ${OF_AUTHOR} AND id < ? ORDER BY id DESC LIMIT ?`);
    this.#wrote = database.prepare(`SELECT 1 ${OF_AUTHOR} LIMIT 1`);
    this.#between = database.prepare(
      `SELECT id ${OF_AUTHOR} AND id > ? AND id < ? AND ${WHOLE} ORDER BY id LIMIT ?`,
    );
    this.#members = database.prepare(
      // Notes to oneself are never missed or unread; nor are messages of people who are blocked now.
      `SELECT low, high, read_id AS read FROM members
       WHERE account = ?1 AND low > 0 AND low <> high AND NOT EXISTS (
         SELECT 1 FROM blocks WHERE blocks.account = ?1 AND blocked IN (low, high))`,
    );
    this.#cursor = database.prepare('SELECT place FROM accounts WHERE id = ?');
    this.#count = database.prepare(
      `SELECT count(*) AS count FROM (
         SELECT 1 ${OF_AUTHOR} AND id > ? AND ${WHOLE} LIMIT ${UNREAD_COUNT_MAX})`,
    );
    this.#newest = database.prepare(`SELECT max(id) AS id ${OF_AUTHOR}`);
    this.#newestHidden = database.prepare(`SELECT max(id) AS id ${HIDDEN_OF_AUTHOR}`);
    // All newest messages are looked up once; only then is it known which are on the page. Removed accounts have no
    // name.
    this.#peers = database.prepare(
      `WITH known AS MATERIALIZED (
         SELECT accounts.id AS peer, max(
           ${newestBy('members.low')}, ${newestBy('members.high')}, ${NEWEST_OWN_HIDDEN}) AS newest
         FROM members JOIN accounts ON accounts.id = low + high - members.account
         WHERE members.account = ?1 AND low > 0)
       SELECT peer, newest FROM known WHERE newest > 0 AND newest < ?2 ORDER BY newest DESC LIMIT ?3`,
    );
    this.#at = database.prepare('SELECT at FROM log WHERE id = ?');
  }

  /** Has `account` written anything to `peer`, an account? */
  wrote(account: number, peer: number): boolean {
    const [low, high] = account < peer ? [account, peer] : [peer, account];
    return this.#wrote.get(low, high, account) !== undefined;
  }

  history(account: number, peer: number, range: Range): MessagePage {
    const limit = pageLimit(range.limit);
    const forward = range.after !== null;
    const position = range.after ?? range.before;
    // Ids of messages made at a time start at a bound: `after` includes that bound.
    const bound =
      position === null ? Number.MAX_SAFE_INTEGER : this.#times.bound(position, forward);
    const ids =
      peer < 0
        ? this.#rooms.ids(account, peer, bound, forward, limit + 1)
        : this.#ofTwo(account, peer, bound, forward, limit + 1);
    const { messages, more } = this.#pages.page(ids, limit, account);
    return { messages: forward ? messages : messages.toReversed(), more };
  }

  /** The messages pinned in `room`, oldest first. */
  pins(account: number, room: number): MessagePage {
    const ids = this.#rooms.pins(account, -room, PAGE_SHOWN_MAX + 1);
    return this.#pages.page(ids, PAGE_SHOWN_MAX, account);
  }

  missed(account: number, after: number, wanted: number): MessagePage {
    const limit = pageLimit(wanted);
    let ids: number[] = [];
    // The newest id that can still be on the page: with a thousand conversations, most need not be read further.
    let beneath = Number.MAX_SAFE_INTEGER;
    for (const { low, high, read } of this.#conversations(account)) {
      const peer = low === account ? high : low;
      const from = Math.max(after, read);
      const found = this.#between.all(low, high, peer, from, beneath, limit + 1);
      if (found.length === 0) continue;
      ids = oldest(ids.concat(idsOf(found)), limit + 1);
      beneath = ids[limit] ?? beneath;
    }
    return this.#pages.page(ids, limit, account);
  }

  unread(account: number): UnreadCount[] {
    const cursor = (this.#cursor.get(account)?.place as number | undefined) ?? 0;
    const counts: UnreadCount[] = [];
    for (const { low, high, read } of this.#conversations(account)) {
      const peer = low === account ? high : low;
      const count = this.#count.get(low, high, peer, Math.max(read, cursor))?.count as number;
      if (count === 0) continue;
      const newest = [
        this.#newest.get(low, high, low),
        this.#newest.get(low, high, high),
        // Without it, authors could tell that their message is hidden.
        this.#newestHidden.get(low, high, account),
      ].map((row) => Number(row?.id));
      counts.push({ peer, count, mentions: 0, newest: Math.max(...newest) });
    }
    counts.push(...this.#rooms.unread(account));
    return counts.sort((a, b) => b.newest - a.newest);
  }

  conversations(account: number, beneath: number | null, wanted: number): ConversationPage {
    const limit = pageLimit(wanted);
    const bound = beneath ?? Number.MAX_SAFE_INTEGER;
    const found = this.#peers.all(account, bound, limit + 1);
    const conversations = found.slice(0, limit).map((row) => {
      const { peer, newest } = row as { peer: number; newest: number };
      return { peer, newest, at: this.#at.get(newest)?.at as number };
    });
    return { conversations, more: found.length > limit };
  }

  #conversations(account: number): Member[] {
    return this.#members.all(account) as unknown as Member[];
  }

  /** Ids of the conversation of two people next to `bound`; hidden messages only for their author. */
  #ofTwo(account: number, peer: number, bound: number, forward: boolean, limit: number): number[] {
    const low = Math.min(account, peer);
    const high = Math.max(account, peer);
    const statement = forward ? this.#after : this.#before;
    const authors = low === high ? [low] : [low, high];
    const ids = authors.flatMap((author) => idsOf(statement.all(low, high, author, bound, limit)));
    const hidden = forward ? this.#hiddenAfter : this.#hiddenBefore;
    ids.push(...idsOf(hidden.all(low, high, account, bound, limit)));
    ids.sort(forward ? (a, b) => a - b : (a, b) => b - a);
    return ids.slice(0, limit);
  }
}

export function pageLimit(wanted: number): number {
  return Math.max(1, Math.min(wanted, PAGE_MESSAGES_MAX));
}

function idsOf(rows: readonly Record<string, unknown>[]): number[] {
  return rows.map(({ id }) => id as number);
}

function oldest(ids: number[], count: number): number[] {
  return ids.sort((a, b) => a - b).slice(0, count);
}
