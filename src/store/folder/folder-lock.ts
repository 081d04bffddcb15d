/**
 * Locks a data folder for one program at a time. The lock is SQLite's, on an empty database of its own: the system
 * releases it with the process, however that ends, and no file needs to be cleaned up.
 */
import { closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asStoreError, FolderInUseError, primaryCode, SQLITE_BUSY } from '../store-error.ts';
import { makeSafe } from './folder-safety.ts';

export const LOCK_FILE = 'chinwag.lock';

export class FolderLock {
  /** How the folder was made safe, for the operator; null: there was no need. */
  readonly mended: string | null;
  readonly #database: DatabaseSync;

  /**
   * Locks `folder`, and creates it if there is none.
   * @throws StoreError when it is in use, not safe, or not writable
   */
  constructor(folder: string) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.mended = makeSafe(folder);
      const file = join(folder, LOCK_FILE);
      const { O_WRONLY, O_CREAT, O_NOFOLLOW } = constants;
      // SQLite would create it readable by others. An existing one is not opened here: closing it would release a lock
      // that this process already has.
      if (!existsSync(file)) closeSync(openSync(file, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o600));
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
