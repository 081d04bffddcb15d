/** Imports data into a data folder, all or nothing. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../database/database.ts';
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { openDatabase } from '../database/opening.ts';
import { Statements, type Value } from '../database/statements.ts';
import { FolderLock } from '../folder/folder-lock.ts';
import type { StoreSettings } from '../settings.ts';
import { asStoreError, primaryCode, SQLITE_CONSTRAINT } from '../store-error.ts';
import type { LineTarget, OwnLine, OwnLineOf } from '../tables/own-lines.ts';
import { isRowLine, type RowLine } from '../tables/row-lines.ts';
import { TABLES } from '../tables/tables.ts';
import { ImportedIds } from './imported-ids.ts';
import type { Kept } from './kept-data.ts';
import { BOUND_SQL, ROW_INSERTS, rowOf } from './row-insert.ts';

/** A line repeats something that can exist only once. */
export class RepeatedError extends Error {
  override readonly name = 'RepeatedError';
}

/**
 * A transaction on a folder that nobody else uses. Its lines must be consistent. Ids are kept in a folder that was
 * never used; otherwise they are shifted behind those that were given there.
 */
export class Import implements Disposable {
  /** Added lines must not be older. */
  readonly newestAt: number;
  readonly #file: string;
  readonly #lock: FolderLock;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #ids: ImportedIds;
  readonly #target: LineTarget;
  readonly #atEnd: ((at: number) => void)[] = [];
  #messagesAt: number;

  /** @throws StoreError when the folder cannot be used */
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
    this.#target = {
      ids: this.#ids,
      run: (sql, ...values) => this.#statements.run(sql, ...values),
      get: (sql, ...values) => this.#statements.get(sql, ...values),
      placed: ({ id, at }) => {
        this.#messagesAt = at;
        return this.#ids.entry(id);
      },
      atEnd: (work) => this.#atEnd.push(work),
    };
  }

  /** Names that are taken here. */
  *names(): Generator<string> {
    const names = this.#database.prepare(
      `SELECT name FROM accounts UNION ALL SELECT name FROM reservations WHERE until > ?
       UNION ALL SELECT name FROM rooms`,
    );
    for (const { name } of names.iterate(Date.now())) yield name as string;
  }

  /** The conversation of the added message `id`, if it exists: its room, or null between two people. */
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
   * @throws RepeatedError when it was added before
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
   * Makes the import durable. `now`: the time of the import, in milliseconds since 1970.
   * @throws StoreError when it cannot be stored; then nothing was added
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
    if (isRowLine(kept)) this.#row(kept);
    else this.#take(kept.kind, kept);
  }

  #take<Kind extends OwnLine['kind']>(kind: Kind, line: OwnLineOf<Kind>): void {
    for (const { takes } of TABLES) takes?.[kind]?.(line, this.#target);
  }

  #row(kept: RowLine): void {
    const insert = ROW_INSERTS.get(kept.kind);
    if (insert === undefined) return;
    const row = rowOf(kept, insert.fields, this.#ids);
    this.#run(insert.sql, ...insert.inserted.map(({ name }) => row[name] ?? null));
    insert.line.taken?.(row, this.#target);
  }

  #finish(at: number): void {
    for (const sql of BOUND_SQL) this.#run(sql, this.#ids.next.entry - 1);
    for (const work of this.#atEnd) work(at);
    const { next } = this.#ids;
    this.#run(
      'UPDATE state SET next_entry = ?, next_account = ?, next_room = ?, newest_at = ?',
      next.entry,
      next.account,
      next.room,
      at,
    );
  }

  #run(sql: string, ...values: Value[]): void {
    this.#statements.run(sql, ...values);
  }
}
