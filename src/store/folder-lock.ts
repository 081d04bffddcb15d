/**
 * One program at a time may use a data folder. The lock is SQLite's, on a database of its own that stays empty: the
 * system lets it go with the process, however that ends, and no file has to be cleaned away.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asStoreError, FolderInUseError, primaryCode, SQLITE_BUSY } from './store-error.ts';

export const LOCK_FILE = 'chinwag.lock';

export class FolderLock {
  readonly #database: DatabaseSync;

  /**
   * Takes `folder`, and creates it if there is none.
   * @throws StoreError when it is taken, or cannot be written
   */
  constructor(folder: string) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, LOCK_FILE);
      // SQLite would create it readable by others. One that is there is not opened here: closing it would let go
      // of a lock that this process has already.
      if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
      this.#database = new DatabaseSync(file, { timeout: 0 });
    } catch (error) {
      throw asStoreError(error, folder);
    }
    try {
      this.#database.exec(
        'PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE',
      );
    } catch (error) {
      this.#database.close();
      if (primaryCode(error) === SQLITE_BUSY) {
        throw new FolderInUseError(`${folder}: in use by another chinwag`);
      }
      throw asStoreError(error, folder);
    }
  }

  release(): void {
    this.#database.close();
  }
}
