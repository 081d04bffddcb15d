/** Removed accounts and rooms, so that changes that were on their way do not bring them back. */
import type { DatabaseSync } from 'node:sqlite';

export class Gone {
  readonly #database: DatabaseSync;
  readonly accounts = new Set<number>();
  readonly rooms = new Set<number>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.read();
  }

  /** Reads the tables again, after a rollback. */
  read(): void {
    this.accounts.clear();
    for (const { account } of this.#database.prepare('SELECT account FROM erased').iterate()) {
      this.accounts.add(account as number);
    }
    this.rooms.clear();
    for (const { id } of this.#database.prepare('SELECT id FROM removed_rooms').iterate()) {
      this.rooms.add(id as number);
    }
  }
}
