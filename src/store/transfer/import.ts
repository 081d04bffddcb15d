/** Takes what was kept elsewhere into a data folder, whole or not at all. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE, openDatabase } from '../database/database.ts';
import { ACCOUNT, HIDDEN, MESSAGE } from '../database/schema.ts';
import { Statements, type Value } from '../database/statements.ts';
import { FolderLock } from '../folder/folder-lock.ts';
import type { StoreSettings } from '../settings.ts';
import { asStoreError, primaryCode, SQLITE_CONSTRAINT } from '../store-error.ts';
import { countBytes } from '../writer/stored-bytes.ts';
import {
  addEdit,
  addMember,
  addMention,
  addPlace,
  addReaction,
  addRoom,
  addTombstone,
} from './import-rooms.ts';
import { ImportedIds } from './imported-ids.ts';
import type { Kept } from './kept-data.ts';

type Of<Kind extends Kept['kind']> = Extract<Kept, { kind: Kind }>;

/** Something can be there once only, and is. */
export class RepeatedError extends Error {
  override readonly name = 'RepeatedError';
}

/**
 * A transaction on a folder that nobody else uses. What is added must be sound in itself. Ids stay as they are in a
 * folder where nothing happened yet; otherwise they are moved behind those that were given there.
 */
export class Import implements Disposable {
  /** Nothing that is added may be older. */
  readonly newestAt: number;
  readonly #file: string;
  readonly #lock: FolderLock;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #ids: ImportedIds;
  #messagesAt: number;
  /** By the id that it has here: its password. */
  readonly #accounts: { readonly id: number; readonly password: string | null }[] = [];

  /** @throws StoreError when the folder cannot be had */
  constructor(folder: string, settings: StoreSettings) {
    this.#file = join(folder, DATABASE_FILE);
    this.#lock = new FolderLock(folder);
    try {
      this.#database = openDatabase(folder, settings);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    this.#statements = new Statements(this.#database);
    this.#run('BEGIN IMMEDIATE');
    const state = this.#database.prepare('SELECT * FROM state').get() as Record<string, number>;
    const { next_entry = 1, next_account = 1, next_room = 1, newest_at = 0 } = state;
    this.#ids = new ImportedIds({ entry: next_entry, account: next_account, room: next_room });
    this.newestAt = newest_at;
    this.#messagesAt = newest_at;
  }

  /** The names that nobody else may have here. */
  *names(): Generator<string> {
    const names = this.#database.prepare(
      `SELECT name FROM accounts UNION ALL SELECT name FROM reservations WHERE until > ?
       UNION ALL SELECT name FROM rooms`,
    );
    for (const { name } of names.iterate(Date.now())) yield name as string;
  }

  /** Where the message `id` of what was added was said, if it is there: in a room, or between two people (null). */
  message(id: number): { readonly room: number | null } | undefined {
    const row = this.#statements.get(
      `SELECT low FROM log WHERE id = ? AND kind IN (${MESSAGE}, ${HIDDEN})`,
      this.#ids.message(id),
    );
    if (row === undefined) return undefined;
    const low = row.low as number;
    return { room: low < 0 ? this.#ids.roomBefore(-low) : null };
  }

  /**
   * @throws StoreError when it cannot be written
   * @throws RepeatedError when it was added already
   */
  add(kept: Kept): void {
    try {
      this.#add(kept);
    } catch (error) {
      if (primaryCode(error) === SQLITE_CONSTRAINT) throw new RepeatedError();
      throw asStoreError(error, this.#file);
    }
  }

  /**
   * Makes what was added durable. `now`: when the accounts came here.
   * @throws StoreError when that cannot be done, and then nothing was added
   */
  commit(now: number): void {
    try {
      this.#finish(Math.max(now, this.#messagesAt));
      this.#run('COMMIT');
    } catch (error) {
      throw asStoreError(error, this.#file);
    }
  }

  [Symbol.dispose](): void {
    if (this.#database.isTransaction) this.#run('ROLLBACK');
    this.#database.close();
    this.#lock.release();
  }

  #add(kept: Kept): void {
    const statements = this.#statements;
    switch (kept.kind) {
      case 'account':
        return this.#account(kept);
      case 'reservation':
        return this.#run(
          'INSERT OR REPLACE INTO reservations VALUES (?, ?)',
          kept.name,
          kept.until,
        );
      case 'message':
        return this.#message(kept);
      case 'read':
        return this.#read(kept);
      case 'waiting': {
        const { to, from, count } = kept;
        const recipient = this.#ids.account(to);
        return this.#run(
          'INSERT INTO waiting VALUES (?, ?, ?)',
          recipient,
          this.#ids.account(from),
          count,
        );
      }
      case 'room':
        return addRoom(statements, { ...kept, id: this.#ids.room(kept.id) });
      case 'member':
        return addMember(statements, { ...kept, ...this.#inRoom(kept) });
      case 'ban': {
        const { name, address, until } = kept;
        const room = this.#ids.room(kept.room);
        const account = kept.account === null ? null : this.#ids.account(kept.account);
        const sql = 'INSERT INTO bans (room, name, account, address, until) VALUES (?, ?, ?, ?, ?)';
        return this.#run(sql, room, name, account, address, until);
      }
      case 'room-invitation': {
        const { account, room } = this.#inRoom(kept);
        return this.#run('INSERT INTO room_invitations VALUES (?, ?)', account, room);
      }
      case 'mute': {
        const { account, room } = this.#inRoom(kept);
        return this.#run('INSERT INTO room_mutes VALUES (?, ?, ?)', account, room, kept.until);
      }
      case 'block': {
        const blocked = this.#ids.account(kept.blocked);
        return this.#run(
          'INSERT INTO blocks VALUES (?, ?)',
          this.#ids.account(kept.account),
          blocked,
        );
      }
      case 'room-message':
        return this.#roomMessage(kept);
      case 'edit': {
        const id = this.#placed(kept);
        return addEdit(statements, { ...kept, id, message: this.#ids.message(kept.message) });
      }
      case 'reaction': {
        const id = this.#ids.entry(kept.id);
        return addReaction(statements, { ...kept, ...this.#ofMessage(kept), id });
      }
      case 'mention':
        return addMention(statements, { ...kept, ...this.#ofMessage(kept) });
      case 'pin': {
        const message = this.#ids.message(kept.message);
        return this.#run('INSERT INTO pins VALUES (?, ?)', this.#ids.room(kept.room), message);
      }
    }
  }

  #account({ id, name, createdAt, operator, notices, password, place }: Of<'account'>): void {
    const here = this.#ids.account(id);
    this.#accounts.push({ id: here, password });
    this.#run(
      `INSERT INTO accounts (id, name, created_at, operator, notices, place)
       VALUES (?, ?, ?, ?, ?, ?)`,
      here,
      name,
      createdAt,
      Number(operator),
      Number(notices),
      this.#ids.message(place),
    );
  }

  #message(kept: Of<'message'>): void {
    const { from, to, toName, hidden } = kept;
    const author = this.#ids.account(from);
    const peer = this.#ids.account(to);
    const low = Math.min(author, peer);
    const high = Math.max(author, peer);
    this.#said(kept, hidden ? HIDDEN : MESSAGE, author, low, high, null);
    const member = 'INSERT OR IGNORE INTO members (account, low, high) VALUES (?, ?, ?)';
    this.#run(member, author, low, high);
    if (toName !== null && peer !== author && !hidden) this.#run(member, peer, low, high);
  }

  #roomMessage(kept: Of<'room-message'>): void {
    const { from, fromName } = kept;
    const room = this.#ids.room(kept.room);
    const author = from === 0 ? 0 : this.#ids.account(from);
    this.#said(kept, MESSAGE, author, -room, -room, from === 0 ? fromName : null);
    if (author !== 0) addPlace(this.#statements, author, room);
  }

  #said(
    kept: Of<'message' | 'room-message'>,
    kind: number,
    author: number,
    low: number,
    high: number,
    guest: string | null,
  ): void {
    const here = this.#placed(kept);
    const { at, reply, key, text } = kept;
    const answered = reply === null ? null : this.#ids.message(reply);
    const data = guest === null && reply === null ? null : { guest, reply: answered };
    this.#run(
      `INSERT INTO log (id, at, kind, author, low, high, key, data, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      here,
      at,
      kind,
      author,
      low,
      high,
      // Guests are many under one number: see Entries.
      author === 0 ? null : key,
      data === null ? null : JSON.stringify(data),
      text,
    );
    if (text === null) addTombstone(this.#statements, here);
    else countBytes(this.#statements, author, text.length);
  }

  /** The id that it has here: the next comes after it. */
  #placed({ id, at }: { readonly id: number; readonly at: number }): number {
    this.#messagesAt = at;
    return this.#ids.entry(id);
  }

  #read({ account, peer, upTo }: Of<'read'>): void {
    const reader = this.#ids.account(account);
    const other = peer < 0 ? -this.#ids.room(-peer) : this.#ids.account(peer);
    this.#run(
      // Of a room that was left, too, and of a conversation in which nothing is left.
      `INSERT INTO members (account, low, high, read_id) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET read_id = excluded.read_id`,
      reader,
      peer < 0 ? other : Math.min(reader, other),
      peer < 0 ? other : Math.max(reader, other),
      this.#ids.message(upTo),
    );
  }

  #finish(at: number): void {
    // A place beyond the last message would hide what is yet to come.
    this.#run('UPDATE accounts SET place = min(place, ?)', this.#ids.next.entry - 1);
    for (const { id, password } of this.#accounts) {
      const entry = this.#ids.entry(null);
      this.#run(
        'INSERT INTO log (id, at, kind, author) VALUES (?, ?, ?, ?)',
        entry,
        at,
        ACCOUNT,
        id,
      );
      if (password === null) continue;
      this.#run('INSERT INTO secrets VALUES (?, ?)', entry, password);
      this.#run('UPDATE accounts SET secret = ? WHERE id = ?', entry, id);
    }
    const { next } = this.#ids;
    this.#run(
      'UPDATE state SET next_entry = ?, next_account = ?, next_room = ?, newest_at = ?',
      next.entry,
      next.account,
      next.room,
      at,
    );
  }

  #inRoom({ room, account }: { readonly room: number; readonly account: number }) {
    return { room: this.#ids.room(room), account: this.#ids.account(account) };
  }

  #ofMessage({ message, account }: { readonly message: number; readonly account: number }) {
    return { message: this.#ids.message(message), account: this.#ids.account(account) };
  }

  #run(sql: string, ...values: Value[]): void {
    this.#statements.run(sql, ...values);
  }
}
