/** The SQL of what has a text, for those who write, take in and erase it. */
import { EDIT, ERASED, MESSAGE } from '../database/schema.ts';
import type { Writing } from './writing.ts';

/**
 * Erases the rows of a WHERE that follows. They are not deleted: where that leaves a page almost empty, SQLite moves
 * the rows beside it from page to page, and copies of them stay behind, out of the reach of secure_delete when they are
 * erased in their turn. A row that becomes smaller has what it no longer needs overwritten, and moves no other.
 */
export const ERASE_ENTRIES = `UPDATE log SET kind = ${ERASED}, author = 0, low = NULL, high = NULL,
  key = NULL, data = NULL, text = NULL`;
/** The entry stays what it is. */
export const ERASE_TEXT = 'UPDATE log SET text = NULL';

/** A message that is nothing else; with a key; with everything that one may have. One with a key is there once. */
export const ADD_MESSAGE = `INSERT INTO log (id, at, kind, author, low, high, key, text)
  VALUES (?, ?, ${MESSAGE}, ?, ?, ?, ?, ?)`;
const ONCE = 'ON CONFLICT (author, key) WHERE key IS NOT NULL DO NOTHING';
export const ADD_KEYED_MESSAGE = `${ADD_MESSAGE} ${ONCE}`;
export const ADD_WHOLE_MESSAGE = `INSERT INTO log (id, at, kind, author, low, high, key, data, text)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ${ONCE}`;

/** The entry of an author that has a key. */
export const FIND_KEY = 'SELECT id, at FROM log WHERE author = ? AND key = ?';

export interface EditEntry {
  readonly id: number;
  readonly at: number;
  readonly author: number;
  readonly low: number;
  readonly high: number;
  /** What it is an edit of. */
  readonly message: number;
  /** Only who wrote it sees it. */
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
