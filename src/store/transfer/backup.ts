/** Copies a database as it is at one moment, while a server goes on writing. */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openForCopying } from '../database/data-file.ts';
import { DATABASE_FILE } from '../database/database.ts';
import { EDIT, ERASED, WITH_TEXT } from '../database/log-kinds.ts';
import { FACT } from '../database/schema.ts';
import { asStoreError } from '../store-error.ts';
import { ERASE_ENTRIES, ERASE_TEXT } from '../tables/log-entries.ts';
import { TABLES } from '../tables/tables.ts';

const IN_ROOM_GONE = 'low IN (SELECT low FROM erasures WHERE account = 0)';
const ERASING = 'SELECT account FROM erased WHERE done = 0';
const DOOMED = 'id IN (SELECT entry FROM doomed)';

/** Deletes the rows of erased entries from the copy. */
const SIFT = TABLES.flatMap(({ name: table, columns }) =>
  Object.entries(columns)
    .filter(([, { copied }]) => copied === 'sifted')
    .map(
      ([name]) =>
        `DELETE FROM ${table} WHERE ${name} IN (SELECT id FROM log WHERE kind = ${ERASED});`,
    ),
);

/**
 * Copies the database in `folder` to `file`, which must not exist. Texts that are about to be erased are left out.
 * @returns the id of the store
 * @throws StoreError
 */
export function copyDatabase(folder: string, file: string): { readonly store: string } {
  // SQLite would create it readable by others, but accepts an empty file.
  closeSync(openSync(file, 'wx', 0o600));
  const source = openForCopying(folder);
  try {
    // When tables of the copy grow beyond a page, copies of their first rows would otherwise stay out of reach of the
    // erasing below.
    source.exec('PRAGMA secure_delete = ON');
    source.prepare('VACUUM INTO ?').run(file);
  } catch (error) {
    throw asStoreError(error, join(folder, DATABASE_FILE));
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(file);
  try {
    // Erased texts must not end up in a further file, nor stay in this one.
    copy.exec(`
      PRAGMA journal_mode = MEMORY;
      PRAGMA secure_delete = ON;
      UPDATE accounts SET stored_bytes = max(0, stored_bytes - gone.bytes) FROM
        (SELECT author, sum(length(text)) AS bytes FROM log
         WHERE text IS NOT NULL AND (${IN_ROOM_GONE} OR ${DOOMED}) GROUP BY author) AS gone
        WHERE gone.author = accounts.id;
      UPDATE state SET guest_bytes = max(0, guest_bytes - ifnull(
        (SELECT sum(length(text)) FROM log WHERE author = 0 AND (${IN_ROOM_GONE} OR ${DOOMED})), 0));
      ${ERASE_ENTRIES} WHERE kind IN ${WITH_TEXT}
        AND (author IN (${ERASING}) OR ${IN_ROOM_GONE});
      ${ERASE_ENTRIES} WHERE ${FACT}
        AND (author IN (${ERASING}) OR low IN (${ERASING}) OR ${IN_ROOM_GONE});
      ${ERASE_ENTRIES} WHERE kind = ${EDIT} AND ${DOOMED};
      ${ERASE_TEXT} WHERE ${DOOMED};
      ${SIFT.join('\n')}
    `);
    const { store } = copy.prepare('SELECT store FROM state').get() as { store: string };
    return { store };
  } catch (error) {
    throw asStoreError(error, file);
  } finally {
    copy.close();
  }
}
