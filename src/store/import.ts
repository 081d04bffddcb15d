/** Takes what was kept elsewhere into a data folder, whole or not at all. */
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DATABASE_FILE, openDatabase } from './database.ts';
import { FolderLock } from './folder-lock.ts';
import type { Kept } from './kept-data.ts';
import { ACCOUNT, MESSAGE } from './schema.ts';
import type { StoreSettings } from './settings.ts';
import { asStoreError } from './store-error.ts';

type Of<Kind extends Kept['kind']> = Extract<Kept, { kind: Kind }>;

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
  readonly #statements = new Map<string, StatementSync>();
  /** What is added to the ids of accounts, and of messages. */
  readonly #accountsMoved: number;
  readonly #messagesMoved: number;
  #nextAccount: number;
  #nextEntry: number;
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
    this.#run('BEGIN IMMEDIATE');
    const state = this.#database.prepare('SELECT * FROM state').get() as Record<string, number>;
    const { next_entry = 1, next_account = 1, newest_at = 0 } = state;
    this.#accountsMoved = next_account - 1;
    this.#messagesMoved = next_entry - 1;
    this.#nextAccount = next_account;
    this.#nextEntry = next_entry;
    this.newestAt = newest_at;
    this.#messagesAt = newest_at;
  }

  /** The names that nobody else may have here. */
  *names(): Generator<string> {
    const names = this.#database.prepare(
      'SELECT name FROM accounts UNION ALL SELECT name FROM reservations',
    );
    for (const { name } of names.iterate()) yield name as string;
  }

  /** @throws StoreError when it cannot be written */
  add(kept: Kept): void {
    try {
      this.#add(kept);
    } catch (error) {
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
    switch (kept.kind) {
      case 'account':
        return this.#account(kept);
      case 'reservation':
        return this.#run('INSERT INTO reservations VALUES (?, ?)', kept.name, kept.until);
      case 'message':
        return this.#message(kept);
      case 'read':
        return this.#read(kept);
      case 'waiting': {
        const { to, from, count } = kept;
        const recipient = this.#accountId(to);
        return this.#run(
          'INSERT INTO waiting VALUES (?, ?, ?)',
          recipient,
          this.#accountId(from),
          count,
        );
      }
    }
  }

  #account({ id, name, createdAt, operator, password, place }: Of<'account'>): void {
    const here = this.#accountId(id);
    this.#accounts.push({ id: here, password });
    this.#run(
      'INSERT INTO accounts (id, name, created_at, operator, place) VALUES (?, ?, ?, ?, ?)',
      here,
      name,
      createdAt,
      Number(operator),
      place + this.#messagesMoved,
    );
  }

  #message({ id, at, from, to, toName, text }: Of<'message'>): void {
    const author = this.#accountId(from);
    const peer = this.#accountId(to);
    const low = Math.min(author, peer);
    const high = Math.max(author, peer);
    const here = id + this.#messagesMoved;
    this.#run(
      `INSERT INTO log (id, at, kind, author, low, high, text) VALUES (?, ?, ${MESSAGE}, ?, ?, ?, ?)`,
      here,
      at,
      author,
      low,
      high,
      text,
    );
    this.#nextEntry = here + 1;
    this.#messagesAt = at;
    const member = 'INSERT OR IGNORE INTO members (account, low, high) VALUES (?, ?, ?)';
    this.#run(member, author, low, high);
    if (toName !== null && peer !== author) this.#run(member, peer, low, high);
    this.#run(
      'UPDATE accounts SET stored_bytes = stored_bytes + ? WHERE id = ?',
      text.length,
      author,
    );
  }

  #read({ account, peer, upTo }: Of<'read'>): void {
    const reader = this.#accountId(account);
    const other = this.#accountId(peer);
    this.#run(
      'UPDATE members SET read_id = ? WHERE account = ? AND low = ? AND high = ?',
      upTo + this.#messagesMoved,
      reader,
      Math.min(reader, other),
      Math.max(reader, other),
    );
  }

  #finish(at: number): void {
    // A place beyond the last message would hide what is yet to come.
    this.#run('UPDATE accounts SET place = min(place, ?)', this.#nextEntry - 1);
    for (const { id, password } of this.#accounts) {
      const entry = this.#nextEntry++;
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
    this.#run(
      'UPDATE state SET next_entry = ?, next_account = ?, newest_at = ?',
      this.#nextEntry,
      this.#nextAccount,
      at,
    );
  }

  #accountId(id: number): number {
    const here = id + this.#accountsMoved;
    if (here >= this.#nextAccount) this.#nextAccount = here + 1;
    return here;
  }

  #run(sql: string, ...values: (number | string | null | Uint8Array)[]): void {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    statement.run(...values);
  }
}
