/** Applies what happens to a message after it was said: edits, deletions, reactions, pins. */
import type { Change } from '../../chat/storage.ts';
import { DELETED, EDIT, HIDDEN, MESSAGE } from '../database/schema.ts';
import type { Statements } from '../database/statements.ts';
import { type Fact, fact } from './fact.ts';
import type { Gone } from './gone.ts';
import type { Tally } from './tally.ts';

export type MessageChange = Extract<Change, { kind: 'edited' | 'deleted' | 'reaction' | 'pin' }>;

interface Row {
  readonly kind: number;
  readonly author: number;
  readonly low: number;
  readonly high: number;
  readonly edit: number | null;
  readonly seen: number | null;
}

export class MessageChanges {
  readonly #statements: Statements;
  readonly #gone: Gone;
  readonly #tally: Tally;
  readonly #keepEdits: boolean;
  /** Is there anything to erase, since it was last asked? */
  #erasing = false;

  constructor(statements: Statements, gone: Gone, tally: Tally, keepEdits: boolean) {
    this.#statements = statements;
    this.#gone = gone;
    this.#tally = tally;
    this.#keepEdits = keepEdits;
  }

  /** Entry `id` is `change`. Null: it leaves nothing in the log, or more than a fact. */
  apply(change: MessageChange, id: number, at: number): Fact | null {
    switch (change.kind) {
      case 'edited':
        this.#edited(change, id, at);
        return null;
      case 'deleted':
        if (!this.#deleted(change.message)) return null;
        return fact(DELETED, change.by, { message: change.message });
      case 'reaction':
        this.#reaction(change, id);
        return null;
      case 'pin':
        if (!change.on) {
          this.#run('DELETE FROM pins WHERE room = ? AND message = ?', change.room, change.message);
        } else if (this.#whole(change.message)?.low === -change.room) {
          this.#run('INSERT OR IGNORE INTO pins VALUES (?, ?)', change.room, change.message);
        }
        return null;
    }
  }

  takeErasing(): boolean {
    const erasing = this.#erasing;
    this.#erasing = false;
    return erasing;
  }

  /** `message`, which was said to `low`, mentions `accounts`; only of rooms that is counted. */
  mention(message: number, low: number, author: number, accounts: readonly number[]): void {
    if (low >= 0) return;
    for (const account of accounts) {
      if (account === author || this.#gone.accounts.has(account)) continue;
      this.#run('INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)', account, low, message);
    }
  }

  /** Who wrote it; null: a guest, or it is gone. */
  author(message: number): number | null {
    return this.#whole(message)?.author || null;
  }

  /** With an account that is removed goes what it thought of others' messages. */
  removeAccount(account: number): void {
    this.#run('DELETE FROM reactions WHERE account = ?', account);
    this.#run('DELETE FROM mentions WHERE account = ?', account);
  }

  #edited(
    { message, text, mentions, hidden = false }: Extract<Change, { kind: 'edited' }>,
    id: number,
    at: number,
  ) {
    const row = this.#whole(message);
    if (row === null) return;
    const { kind, author, low, high } = row;
    // Of an account that is gone, or in a room that is, the message is about to go too.
    if (this.#gone.accounts.has(author) || this.#gone.rooms.has(-low)) return;
    const data = kind === HIDDEN || hidden ? { message, hidden: true } : { message };
    this.#run(
      `INSERT INTO log (id, at, kind, author, low, high, data, text)
       VALUES (?, ?, ${EDIT}, ?, ?, ?, ?, ?)`,
      id,
      at,
      author,
      low,
      high,
      JSON.stringify(data),
      text,
    );
    this.#run('INSERT INTO edits VALUES (?, ?)', message, id);
    const before = row.edit ?? message;
    // Of a message that is hidden itself the other one sees nothing anyway.
    const seen = hidden && kind !== HIDDEN ? (row.seen ?? before) : null;
    this.#run(
      `INSERT INTO message_states (message, edit, seen_edit) VALUES (?, ?, ?)
       ON CONFLICT (message) DO UPDATE SET edit = excluded.edit, seen_edit = excluded.seen_edit`,
      message,
      id,
      seen,
    );
    this.#tally.stored(author, text.length);
    this.#run('DELETE FROM mentions WHERE message = ?', message);
    this.mention(message, low, author, mentions);
    if (this.#keepEdits) return;
    for (const earlier of new Set([before, row.seen ?? before])) {
      if (earlier !== seen) this.#doom(earlier);
    }
  }

  #deleted(message: number): boolean {
    if (this.#whole(message) === null) return false;
    this.#run(
      `INSERT INTO message_states (message, deleted) VALUES (?, 1)
       ON CONFLICT (message) DO UPDATE SET edit = NULL, seen_edit = NULL, deleted = 1`,
      message,
    );
    this.#run('DELETE FROM reactions WHERE message = ?', message);
    this.#run('DELETE FROM mentions WHERE message = ?', message);
    this.#run('DELETE FROM pins WHERE message = ?', message);
    this.#run('INSERT OR IGNORE INTO doomed SELECT entry FROM edits WHERE message = ?', message);
    this.#doom(message);
    return true;
  }

  #reaction(change: Extract<Change, { kind: 'reaction' }>, id: number): void {
    const { message, account, emoji, on, hidden = false } = change;
    if (!on) {
      this.#run(
        'DELETE FROM reactions WHERE message = ? AND account = ? AND emoji = ?',
        message,
        account,
        emoji,
      );
    } else if (!this.#gone.accounts.has(account) && this.#whole(message) !== null) {
      this.#run(
        'INSERT OR IGNORE INTO reactions VALUES (?, ?, ?, ?, ?)',
        id,
        message,
        account,
        emoji,
        Number(hidden),
      );
    }
  }

  /** The texts are erased later, by the eraser: the search index forgets them first. */
  #doom(entry: number): void {
    this.#erasing = true;
    this.#run('INSERT OR IGNORE INTO doomed VALUES (?)', entry);
    this.#run('UPDATE state SET unwiped = 1');
  }

  /** The message, unless it was deleted or is gone. */
  #whole(message: number): Row | null {
    const row = this.#statements.get(
      `SELECT kind, author, low, high, edit, seen_edit AS seen FROM log
         LEFT JOIN message_states AS state ON state.message = log.id
       WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN}) AND ifnull(deleted, 0) = 0`,
      message,
    );
    return (row ?? null) as Row | null;
  }

  #run(sql: string, ...values: (number | string | Uint8Array | null)[]): void {
    this.#statements.run(sql, ...values);
  }
}
