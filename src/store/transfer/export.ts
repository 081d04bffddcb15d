/** Reads what is kept, all at one moment, while a server goes on writing. */
import type { DatabaseSync } from 'node:sqlite';
import { openForReading } from '../database/data-file.ts';
import { WITH_TEXT } from '../database/schema.ts';
import { Statements, type Value } from '../database/statements.ts';
import { messagesOfPerson, Said } from './export-messages.ts';
import type { Kept } from './kept-data.ts';

type Row = Record<string, Value>;

export class Export implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;

  /** @throws StoreError */
  constructor(folder: string) {
    this.#database = openForReading(folder);
    this.#statements = new Statements(this.#database);
    this.#database.exec('BEGIN');
  }

  /** The id of the account that is called exactly `name`; null: there is none. */
  find(name: string): number | null {
    return (
      (this.#statements.get('SELECT id FROM accounts WHERE name = ?', name)?.id as number) ?? null
    );
  }

  /** Accounts, reservations and rooms, messages in their order, then what belongs to those. */
  *everything(): Generator<Kept> {
    const newest = this.#newest(`log WHERE kind IN ${WITH_TEXT}`);
    yield* this.#accounts(newest, 'TRUE');
    const reservations = 'SELECT name, until FROM reservations WHERE until > ? ORDER BY name';
    for (const { name, until } of this.#rows(reservations, Date.now())) {
      yield { kind: 'reservation', name: name as string, until: until as number };
    }
    yield* this.#rooms('TRUE', 'TRUE', 'TRUE');
    const said = new Said(this.#statements, true);
    yield* said.messages(
      this.#rows(`SELECT id FROM log WHERE kind IN ${WITH_TEXT} ORDER BY id`) as never,
    );
    yield* this.#read(said.last, 'TRUE');
    const waiting = 'SELECT recipient, sender, count FROM waiting ORDER BY recipient, sender';
    for (const row of this.#rows(waiting)) {
      const { recipient, sender, count } = row as Record<string, number>;
      yield { kind: 'waiting', to: recipient, from: sender, count } as Kept;
    }
    yield* this.#each('mention', 'SELECT message, account FROM mentions ORDER BY message, account');
    yield* this.#reactions(true, 'TRUE');
    yield* this.#each('pin', 'SELECT room, message FROM pins ORDER BY room, message');
    yield* this.#each('block', 'SELECT account, blocked FROM blocks');
    yield* this.#each('ban', 'SELECT room, account, name, address, until FROM bans');
    yield* this.#each('room-invitation', 'SELECT room, account FROM room_invitations');
    yield* this.#each('mute', 'SELECT room, account, until FROM room_mutes ORDER BY room, account');
  }

  /**
   * The account `id`, without its password, every message between two of its conversations, the rooms that it is in or
   * wrote to, and what it wrote there: what it sees itself. That something of it is hidden from others is left out, for
   * that would tell it who has blocked it.
   */
  *person(id: number): Generator<Kept> {
    const ids = messagesOfPerson(this.#statements, id);
    const newest = ids.at(-1) ?? 0;
    for (const account of this.#accounts(newest, 'accounts.id = ?', id)) {
      yield { ...account, password: null } as Kept;
    }
    yield* this.#rooms(
      '-id IN (SELECT low FROM members WHERE account = ?1)',
      // What a private room is about is no longer theirs to know.
      `access = 'public' OR id IN (SELECT room FROM room_members WHERE account = ?1)`,
      'account = ?1',
      id,
    );
    const said = new Said(this.#statements, false);
    yield* said.messages(ids.map((one) => ({ id: one })));
    yield* this.#read(said.last, 'account = ?', id);
    const shown = new Set(ids);
    for (const kept of this.#reactions(false, 'account = ?', id)) {
      if (kept.kind === 'reaction' && shown.has(kept.message)) yield kept;
    }
  }

  /** The newest message of what is exported: nobody has got further, as far as the export goes. */
  #newest(from: string): number {
    return Number(this.#statements.get(`SELECT max(log.id) AS id FROM ${from}`)?.id ?? 0);
  }

  *#accounts(newest: number, which: string, ...values: number[]): Generator<Kept> {
    const accounts = this.#rows(
      `SELECT accounts.id, name, created_at, operator, notices, record, min(place, ?) AS place
       FROM accounts LEFT JOIN secrets ON secrets.id = accounts.secret
       WHERE ${which} ORDER BY accounts.id`,
      newest,
      ...values,
    );
    for (const { id, name, created_at: createdAt, operator, notices, record, place } of accounts) {
      yield {
        kind: 'account',
        id: id as number,
        name: name as string,
        createdAt: createdAt as number,
        operator: operator === 1,
        notices: notices === 1,
        password: record as string | null,
        place: place as number,
      };
    }
  }

  /** Rooms, with their topics where they are `told`, and who is in them. */
  *#rooms(which: string, told: string, whose: string, ...values: number[]): Generator<Kept> {
    const rooms = this.#each(
      'room',
      `SELECT id, name, iif(${told}, topic, '') AS topic, access, guests = 1 AS guests,
         kept = 1 AS kept, slow, created_at AS createdAt FROM rooms WHERE ${which} ORDER BY id`,
      ...values,
    );
    for (const room of rooms) {
      if (room.kind !== 'room') continue;
      yield { ...room, guests: Boolean(room.guests), kept: Boolean(room.kept) };
    }
    yield* this.#each(
      'member',
      `SELECT room, account, role, muted_until AS mutedUntil FROM room_members
       WHERE ${whose} ORDER BY room, account`,
      ...values,
    );
  }

  /** `all` of what is kept of them. */
  *#reactions(all: boolean, whose: string, ...values: number[]): Generator<Kept> {
    const reactions = this.#each(
      'reaction',
      `SELECT entry AS id, message, account, emoji, ${all ? 'hidden' : '0'} AS hidden
       FROM reactions WHERE ${whose} ORDER BY entry`,
      ...values,
    );
    for (const one of reactions) {
      if (one.kind === 'reaction') yield { ...one, hidden: Boolean(one.hidden) };
    }
  }

  *#read(newest: number, which: string, ...values: number[]): Generator<Kept> {
    yield* this.#each(
      'read',
      `SELECT account, CASE WHEN low < 0 THEN low ELSE low + high - account END AS peer,
         min(read_id, ?) AS upTo
       FROM members WHERE min(read_id, ?1) > 0 AND ${which} ORDER BY account, low, high`,
      newest,
      ...values,
    );
  }

  /** The columns have the names of the members. */
  *#each(kind: Kept['kind'], sql: string, ...values: number[]): Generator<Kept> {
    for (const row of this.#rows(sql, ...values)) yield { kind, ...row } as unknown as Kept;
  }

  #rows(sql: string, ...values: number[]): Iterable<Row> {
    return this.#database.prepare(sql).iterate(...values) as Iterable<Row>;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
