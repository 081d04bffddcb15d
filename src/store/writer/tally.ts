/** Counters of a batch, gathered so that each is written once: stored bytes, waiting messages, positions. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Cursor } from '../../chat/storage.ts';
import { Statements } from '../database/statements.ts';
import { countBytes } from '../tables/stored-bytes.ts';
import { ADD_WAITING, CLEAR_WAITING } from '../tables/waiting.ts';

export class Tally {
  readonly #storedBytes = new Map<number, number>();
  /** By recipient, then by sender. */
  readonly #waiting = new Map<number, Map<number, number>>();
  readonly #caughtUp = new Set<number>();
  readonly #statements: Statements;
  readonly #addWaiting: StatementSync;
  readonly #clearWaiting: StatementSync;
  readonly #moveAccount: StatementSync;
  readonly #moveDevice: StatementSync;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
    this.#addWaiting = database.prepare(ADD_WAITING);
    this.#clearWaiting = database.prepare(CLEAR_WAITING);
    this.#moveAccount = database.prepare(
      'UPDATE accounts SET place = ?2 WHERE id = ?1 AND place < ?2',
    );
    this.#moveDevice = database.prepare(
      'UPDATE devices SET place = ?3 WHERE id = ?2 AND account = ?1 AND place < ?3',
    );
  }

  stored(account: number, bytes: number): void {
    this.#storedBytes.set(account, (this.#storedBytes.get(account) ?? 0) + bytes);
  }

  waits(recipient: number, sender: number): void {
    let senders = this.#waiting.get(recipient);
    if (senders === undefined) {
      senders = new Map();
      this.#waiting.set(recipient, senders);
    }
    senders.set(sender, (senders.get(sender) ?? 0) + 1);
  }

  noted(cursor: Cursor): void {
    if (cursor.kind === 'caught-up') {
      // Counts up to this cursor, in this batch and in the table, are cleared.
      this.#waiting.delete(cursor.account);
      this.#caughtUp.add(cursor.account);
    } else if (cursor.device === 0) {
      this.#moveAccount.run(cursor.account, cursor.upTo);
    } else {
      this.#moveDevice.run(cursor.account, cursor.device, cursor.upTo);
    }
  }

  /** Writes all counts so far. */
  write(): void {
    for (const [account, bytes] of this.#storedBytes) countBytes(this.#statements, account, bytes);
    for (const account of this.#caughtUp) this.#clearWaiting.run(account);
    for (const [recipient, senders] of this.#waiting) {
      for (const [sender, count] of senders) this.#addWaiting.run(recipient, sender, count);
    }
    this.forget();
  }

  /** Call after a rollback. */
  forget(): void {
    this.#storedBytes.clear();
    this.#waiting.clear();
    this.#caughtUp.clear();
  }
}
