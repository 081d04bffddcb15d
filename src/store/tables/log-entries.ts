/** SQL of entries with texts, shared by writing, importing and erasing. */
import { EDIT, ERASED, MESSAGE } from '../database/log-kinds.ts';
import type { Writing } from './writing.ts';

/**
 * Erases the rows of the WHERE clause that follows. They are not deleted: where that leaves a page almost empty, SQLite
 * moves rows between pages, and copies of them stay behind, out of the reach of secure_delete when they are erased in
 * their turn. In a row that shrinks, the unused bytes are overwritten, and no other row moves.
 */
export const ERASE_ENTRIES = `UPDATE log SET kind = ${ERASED}, author = 0, low = NULL, high = NULL,
  key = NULL, data = NULL, text = NULL`;
/** Erases only the text of an entry. */
export const ERASE_TEXT = 'UPDATE log SET text = NULL';

/** Adds a message: plain; with a key; with all extras. A key is unique. */
export const ADD_MESSAGE = `INSERT INTO log (id, at, kind, author, low, high, key, text)
  VALUES (?, ?, ${MESSAGE}, ?, ?, ?, ?, ?)`;
const ONCE = 'ON CONFLICT (author, key) WHERE key IS NOT NULL DO NOTHING';
export const ADD_KEYED_MESSAGE = `${ADD_MESSAGE} ${ONCE}`;
export const ADD_WHOLE_MESSAGE = `INSERT INTO log (id, at, kind, author, low, high, key, data, text)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ${ONCE}`;

/** Finds the entry of an author by its key. */
export const FIND_KEY = 'SELECT id, at FROM log WHERE author = ? AND key = ?';

export interface EditEntry {
  readonly id: number;
  readonly at: number;
  readonly author: number;
  readonly low: number;
  readonly high: number;
  /** The edited message. */
  readonly message: number;
  /** Only its author sees it. */
  readonly isUnseen: boolean;
  readonly text: Uint8Array;
}

export function addEdit(writing: Pick<Writing, 'run'>, entry: EditEntry): void {
  const { id, at, author, low, high, message, isUnseen, text } = entry;
  writing.run(
    `INSERT INTO log (id, at, kind, author, low, high, data, text)
     VALUES (?, ?, ${EDIT}, ?, ?, ?, ?, ?)`,
    id,
    at,
    author,
    low,
    high,
    JSON.stringify(isUnseen ? { message, hidden: true } : { message }),
    text,
  );
}
