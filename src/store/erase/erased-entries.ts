/** Erases entries that the search index has forgotten, and the rows that belong to them. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { EDIT } from '../database/log-kinds.ts';
import { Statements } from '../database/statements.ts';
import { GOING_SQL } from '../tables/goings.ts';
import { ERASE_ENTRIES, ERASE_TEXT } from '../tables/log-entries.ts';
import { countBytes } from '../tables/stored-bytes.ts';

/** Entries that are erased together. */
export interface Slice {
  readonly ids: readonly number[];
  /** Only the texts go; the messages stay. */
  readonly textOnly: boolean;
}

interface Row {
  readonly kind: number;
  readonly author: number;
  readonly bytes: number | null;
}

export class ErasedEntries {
  readonly #database: DatabaseSync;
  readonly #row: StatementSync;
  readonly #entry: StatementSync;
  readonly #text: StatementSync;
  readonly #statements: Statements;
  readonly #ofMessage: readonly StatementSync[];
  readonly #ofEdit: StatementSync;
  readonly #spared: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#row = database.prepare(
      'SELECT kind, author, length(text) AS bytes FROM log WHERE id = ?',
    );
    this.#entry = database.prepare(`${ERASE_ENTRIES} WHERE id = ?`);
    this.#text = database.prepare(`${ERASE_TEXT} WHERE id = ?`);
    this.#statements = new Statements(database);
    this.#ofMessage = GOING_SQL['message erased'].map((sql) => database.prepare(sql));
    this.#ofEdit = database.prepare(
      `DELETE FROM edits WHERE entry = ?1
         AND message = (SELECT json_extract(data, '$.message') FROM log WHERE id = ?1)`,
    );
    this.#spared = database.prepare('DELETE FROM doomed WHERE entry = ?');
  }

  /**
   * Runs in a transaction of its own.
   * @returns bytes of texts, by author; 0: guests
   */
  erase({ ids, textOnly }: Slice): Map<number, number> {
    const released = new Map<number, number>();
    this.#database.exec('BEGIN IMMEDIATE');
    for (const id of ids) {
      const row = this.#row.get(id) as Row | undefined;
      // Also where the entry is gone already.
      if (textOnly) this.#spared.run(id);
      if (row === undefined) continue;
      const { author, bytes } = row;
      this.#one(id, row, textOnly);
      if (bytes) released.set(author, (released.get(author) ?? 0) + bytes);
    }
    for (const [author, bytes] of released) countBytes(this.#statements, author, -bytes);
    this.#database.exec('COMMIT');
    return released;
  }

  #one(id: number, { kind }: Row, textOnly: boolean): void {
    if (kind === EDIT) {
      this.#ofEdit.run(id);
      this.#entry.run(id);
    } else if (textOnly) {
      this.#text.run(id);
    } else {
      this.#entry.run(id);
      for (const statement of this.#ofMessage) statement.run(id);
    }
  }
}
