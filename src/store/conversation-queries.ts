/** History, what somebody missed, what is unread: by seeks into the index of conversations. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessagePage, MessagePlace, Range, UnreadCount } from '../chat/storage.ts';
import { PAGE_MESSAGES_MAX, Pages } from './pages.ts';
import { MESSAGE } from './schema.ts';

/** Unread messages of one conversation are counted so far. */
export const UNREAD_COUNT_MAX = 1000;

const OF_AUTHOR = `FROM log WHERE kind = ${MESSAGE} AND low = ? AND high = ? AND author = ?`;

interface Member {
  readonly low: number;
  readonly high: number;
  readonly read: number;
}

export class ConversationQueries {
  readonly #pages: Pages;
  readonly #after: StatementSync;
  readonly #before: StatementSync;
  readonly #between: StatementSync;
  readonly #members: StatementSync;
  readonly #place: StatementSync;
  readonly #count: StatementSync;
  readonly #newest: StatementSync;
  readonly #entry: StatementSync;
  readonly #newestEntry: StatementSync;

  constructor(database: DatabaseSync) {
    this.#pages = new Pages(database);
    this.#after = database.prepare(`SELECT id ${OF_AUTHOR} AND id > ? ORDER BY id LIMIT ?`);
    this.#before = database.prepare(`SELECT id ${OF_AUTHOR} AND id < ? ORDER BY id DESC LIMIT ?`);
    this.#between = database.prepare(
      `SELECT id ${OF_AUTHOR} AND id > ? AND id < ? ORDER BY id LIMIT ?`,
    );
    this.#members = database.prepare(
      'SELECT low, high, read_id AS read FROM members WHERE account = ?',
    );
    this.#place = database.prepare('SELECT place FROM accounts WHERE id = ?');
    this.#count = database.prepare(
      `SELECT count(*) AS count FROM (SELECT 1 ${OF_AUTHOR} AND id > ? LIMIT ${UNREAD_COUNT_MAX})`,
    );
    this.#newest = database.prepare(`SELECT max(id) AS id ${OF_AUTHOR}`);
    this.#entry = database.prepare('SELECT id, at FROM log WHERE id >= ? ORDER BY id LIMIT 1');
    this.#newestEntry = database.prepare('SELECT max(id) AS id FROM log');
  }

  history(account: number, peer: number, range: Range): MessagePage {
    const low = Math.min(account, peer);
    const high = Math.max(account, peer);
    const limit = pageLimit(range.limit);
    const authors = low === high ? [low] : [low, high];
    const forward = range.after !== null;
    const place = range.after ?? range.before;
    // Those made at a time have ids from a bound on: after it means that bound too.
    const bound = place === null ? Number.MAX_SAFE_INTEGER : this.#bound(place, forward);
    const statement = forward ? this.#after : this.#before;
    const ids = authors.flatMap((author) =>
      idsOf(statement.all(low, high, author, bound, limit + 1)),
    );
    ids.sort(forward ? (a, b) => a - b : (a, b) => b - a);
    const { messages, more } = this.#pages.page(ids.slice(0, limit + 1), limit);
    return { messages: forward ? messages : messages.toReversed(), more };
  }

  missed(account: number, after: number, wanted: number): MessagePage {
    const limit = pageLimit(wanted);
    let ids: number[] = [];
    // The newest of as many as are wanted: of somebody in a thousand conversations, most need not be read further.
    let beneath = Number.MAX_SAFE_INTEGER;
    for (const { low, high, read } of this.#conversations(account)) {
      const peer = low === account ? high : low;
      const place = Math.max(after, read);
      const found = this.#between.all(low, high, peer, place, beneath, limit + 1);
      if (found.length === 0) continue;
      ids = oldest(ids.concat(idsOf(found)), limit + 1);
      beneath = ids[limit] ?? beneath;
    }
    return this.#pages.page(ids, limit);
  }

  unread(account: number): UnreadCount[] {
    const place = (this.#place.get(account)?.place as number | undefined) ?? 0;
    const counts: UnreadCount[] = [];
    for (const { low, high, read } of this.#conversations(account)) {
      const peer = low === account ? high : low;
      const count = this.#count.get(low, high, peer, Math.max(read, place))?.count as number;
      if (count === 0) continue;
      const newest = [low, high].map((author) => this.#newest.get(low, high, author)?.id);
      counts.push({ peer, count, newest: Math.max(...newest.map(Number)) });
    }
    return counts.sort((a, b) => b.newest - a.newest);
  }

  /** With others: what one writes to oneself is never missed, nor unread. */
  #conversations(account: number): Member[] {
    const all = this.#members.all(account) as unknown as Member[];
    return all.filter(({ low, high }) => low !== high);
  }

  /** The id that messages must be above (`forward`) or beneath. */
  #bound(place: MessagePlace, forward: boolean): number {
    if ('id' in place) return place.id;
    return forward ? this.firstAt(place.at) - 1 : this.firstAt(place.at);
  }

  /** The smallest id that an entry made at `at` or later may have: ids and times grow together. */
  firstAt(at: number): number {
    let low = 0;
    let high = Number(this.#newestEntry.get()?.id ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const entry = this.#entry.get(middle) as { id: number; at: number } | undefined;
      // What is not there has the time of what comes next.
      if (entry === undefined || entry.at >= at) high = middle;
      else low = entry.id + 1;
    }
    return low;
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
