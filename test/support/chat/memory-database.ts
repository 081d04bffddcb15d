/**
 * chinwag.db in memory: the store's own code makes its tables, applies changes to them and answers questions from them.
 * There is no thread, no file, and no eraser: what was removed is hidden, as it is in a file until it is erased.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Question } from '../../../src/chat/archive.ts';
import type { Change, Cursor, Outcome, Stored } from '../../../src/chat/storage.ts';
import { foundBy } from '../../../src/chat/stored/search.ts';
import { createTables } from '../../../src/store/database/opening.ts';
import { answerTo } from '../../../src/store/reader/answers.ts';
import { type Reading, readingOf } from '../../../src/store/reader/reading.ts';
import { keepOneSpelling } from '../../../src/store/tables/bans.ts';
import { BATCH_ENTRIES_MAX, Batch, FIELDS } from '../../../src/store/writer/batch.ts';
import { Entries } from '../../../src/store/writer/entries.ts';
import { readSnapshot } from '../../../src/store/writer/snapshot.ts';
import { search } from './plain-search.ts';

/** The outcome of a change that is written. */
export type Durable = Exclude<Outcome, { kind: 'failed' }>;

export class MemoryDatabase {
  readonly #database = new DatabaseSync(':memory:');
  readonly #entries: Entries;
  readonly #reading: Reading;
  /** Used again for each batch. */
  readonly #numbers = new Float64Array(FIELDS * BATCH_ENTRIES_MAX);

  constructor() {
    createTables(this.#database);
    this.#entries = new Entries(this.#database);
    this.#reading = readingOf(this.#database);
  }

  /**
   * Writes `items`, made at `at`, in one transaction; at most BATCH_ENTRIES_MAX.
   * @returns an outcome for each, null for a cursor
   */
  write(items: readonly (Change | Cursor)[], at: number): (Durable | null)[] {
    const batch = new Batch(this.#numbers);
    for (const item of items) {
      if (item.kind === 'received' || item.kind === 'caught-up') {
        batch.notes.set(`${batch.notes.size}`, { cursor: item, position: batch.count });
      } else if (item.kind === 'message') batch.addMessage(item, at);
      else batch.addOther(item, at);
    }
    this.#database.exec('BEGIN');
    this.#entries.apply(batch.pack(0));
    this.#database.exec('COMMIT');
    let offset = 0;
    return items.map((item) => {
      if (item.kind === 'received' || item.kind === 'caught-up') return null;
      const at = this.#numbers[offset] as number;
      const id = this.#numbers[offset + 1] as number;
      offset += FIELDS;
      return id > 0 ? { kind: 'durable', id, at } : { kind: 'repeated', id: -id, at };
    });
  }

  answer<Given, Answer>(question: Question<Given, Answer>, given: NoInfer<Given>): Answer {
    if (question.name === foundBy.name) return search(given as never, this.#reading) as Answer;
    return answerTo(question.name, given, this.#reading) as Answer;
  }

  /** The state with which a server starts now. */
  open(): Stored {
    keepOneSpelling(this.#database);
    return readSnapshot(this.#database).stored;
  }
}
