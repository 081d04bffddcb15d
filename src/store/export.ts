/** Reads what is kept, all at one moment, while a server goes on writing. */
import type { DatabaseSync } from 'node:sqlite';
import { openForReading } from './data-file.ts';
import type { Kept } from './kept-data.ts';
import { MESSAGE } from './schema.ts';

type Row = Record<string, number | string | null>;

// What an account that is gone wrote may be there for a while until it is erased, and is gone all the same.
const MESSAGES = `SELECT log.id, log.at, author AS "from", author.name AS fromName, low + high - author AS "to",
    recipient.name AS toName, text
  FROM log JOIN accounts AS author ON author.id = log.author
    LEFT JOIN accounts AS recipient ON recipient.id = low + high - author
  WHERE kind = ${MESSAGE}`;

export class Export implements Disposable {
  readonly #database: DatabaseSync;

  /** @throws StoreError */
  constructor(folder: string) {
    this.#database = openForReading(folder);
    this.#database.exec('BEGIN');
  }

  /** The id of the account that is called exactly `name`; null: there is none. */
  find(name: string): number | null {
    return (this.#one('SELECT id FROM accounts WHERE name = ?', name)?.id as number) ?? null;
  }

  /** Accounts, reservations, messages in their order, then how far they were read. */
  *everything(): Generator<Kept> {
    const newest = this.#newest(`log WHERE kind = ${MESSAGE}`);
    yield* this.#accounts(newest, 'TRUE');
    for (const { name, until } of this.#rows('SELECT * FROM reservations ORDER BY name')) {
      yield { kind: 'reservation', name: name as string, until: until as number };
    }
    for (const row of this.#rows(`${MESSAGES} ORDER BY log.id`)) yield message(row);
    yield* this.#read(newest, 'TRUE');
    const waiting = 'SELECT recipient, sender, count FROM waiting ORDER BY recipient, sender';
    for (const row of this.#rows(waiting)) {
      const { recipient, sender, count } = row as Record<string, number>;
      yield { kind: 'waiting', to: recipient, from: sender, count } as Kept;
    }
  }

  /** The account `id`, without its password, and every message of its conversations. */
  *person(id: number): Generator<Kept> {
    const theirs = `members JOIN log
        ON kind = ${MESSAGE} AND log.low = members.low AND log.high = members.high
      WHERE members.account = ?`;
    const newest = this.#newest(theirs, id);
    for (const account of this.#accounts(newest, 'accounts.id = ?', id)) {
      yield { ...account, password: null } as Kept;
    }
    // Ids are sorted, and not texts.
    const ids = this.#rows(`SELECT log.id FROM ${theirs} ORDER BY log.id`, id);
    const one = this.#database.prepare(`${MESSAGES} AND log.id = ?`);
    for (const found of ids) {
      const row = one.get(found.id as number) as Row | undefined;
      if (row !== undefined) yield message(row);
    }
    yield* this.#read(newest, 'account = ?', id);
  }

  /** The newest message of what is exported: nobody has got further, as far as the export goes. */
  #newest(from: string, ...values: number[]): number {
    return Number(this.#one(`SELECT max(log.id) AS id FROM ${from}`, ...values)?.id ?? 0);
  }

  *#accounts(newest: number, which: string, ...values: number[]): Generator<Kept> {
    const accounts = this.#rows(
      `SELECT accounts.id, name, created_at, operator, record, min(place, ?) AS place
       FROM accounts LEFT JOIN secrets ON secrets.id = accounts.secret
       WHERE ${which} ORDER BY accounts.id`,
      newest,
      ...values,
    );
    for (const { id, name, created_at: createdAt, operator, record, place } of accounts) {
      yield {
        kind: 'account',
        id: id as number,
        name: name as string,
        createdAt: createdAt as number,
        operator: operator === 1,
        password: record as string | null,
        place: place as number,
      };
    }
  }

  *#read(newest: number, which: string, ...values: number[]): Generator<Kept> {
    const members = this.#rows(
      `SELECT account, low + high - account AS peer, min(read_id, ?) AS upTo FROM members
       WHERE read_id > 0 AND ${which} ORDER BY account, low, high`,
      newest,
      ...values,
    );
    for (const { account, peer, upTo } of members) {
      yield { kind: 'read', account, peer, upTo } as Kept;
    }
  }

  #rows(sql: string, ...values: (number | string)[]): Iterable<Row> {
    return this.#database.prepare(sql).iterate(...values) as Iterable<Row>;
  }

  #one(sql: string, ...values: (number | string)[]): Row | undefined {
    return this.#database.prepare(sql).get(...values) as Row | undefined;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function message(row: Row): Kept {
  return { kind: 'message', ...row } as unknown as Kept;
}
