/** Copies a database as it is at one moment, while a server goes on writing it. */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openForReading } from './data-file.ts';
import { DATABASE_FILE } from './database.ts';
import { EDIT, ERASE_ENTRIES, ERASE_TEXT, WITH_TEXT } from './schema.ts';
import { asStoreError } from './store-error.ts';

/**
 * Makes `file`, which must not be there, a copy of the database in `folder`, and answers which store it is of. Texts
 * that are about to be erased are not in it.
 * @throws StoreError
 */
export function copyDatabase(folder: string, file: string): { readonly store: string } {
  // SQLite would create it readable by others; one that is empty is taken.
  closeSync(openSync(file, 'wx', 0o600));
  const source = openForReading(folder);
  try {
    source.prepare('VACUUM INTO ?').run(file);
  } catch (error) {
    throw asStoreError(error, join(folder, DATABASE_FILE));
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(file);
  try {
    // What is erased must not be left in another file, nor in this one.
    copy.exec(`
      PRAGMA journal_mode = MEMORY;
      PRAGMA secure_delete = ON;
      ${ERASE_ENTRIES} WHERE kind IN ${WITH_TEXT}
        AND (author IN (SELECT account FROM erased WHERE done = 0)
          OR low IN (SELECT low FROM erasures WHERE account = 0));
      ${ERASE_ENTRIES} WHERE kind = ${EDIT} AND id IN (SELECT entry FROM doomed);
      ${ERASE_TEXT} WHERE id IN (SELECT entry FROM doomed);
      DELETE FROM edits WHERE entry IN (SELECT entry FROM doomed);
    `);
    const { store } = copy.prepare('SELECT store FROM state').get() as { store: string };
    return { store };
  } catch (error) {
    throw asStoreError(error, file);
  } finally {
    copy.close();
  }
}
