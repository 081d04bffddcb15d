/** Compares the search index with the log, where no server has it open. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SearchQuery } from '../../chat/stored/search.ts';
import { openForReading } from '../database/data-file.ts';
import { MESSAGE } from '../database/log-kinds.ts';
import { SEARCH_FILE } from '../folder/file-names.ts';
import { asStoreError, primaryCode, SQLITE_BUSY } from '../store-error.ts';
import { integrity } from '../transfer/check.ts';
import { indexTerms, type MessageEnds, matchExpression, SEARCH_VERSION } from './search-terms.ts';

/** How many messages are looked for, spread over all of them. */
const MESSAGES_LOOKED_FOR = 1000;

/** A piece of text that people would search for. */
const PIECE = /\S+/gu;

/** Longer pieces are also looked for by their beginning: one may be a sentence without spaces. */
const BEGINNING = /^.{1,40}/su;

export interface SearchCounts {
  /** Messages that were looked for; null: a server has the index open. */
  lookedFor: number | null;
}

/** Finds problems of the search index in `folder`, a line for each. A missing index is none: it is rebuilt. */
export function* checkSearch(folder: string, counts: SearchCounts): Generator<string> {
  const file = join(folder, SEARCH_FILE);
  counts.lookedFor = 0;
  if (!existsSync(file)) return;
  const log = openForReading(folder);
  const index = new DatabaseSync(file, { readOnly: true });
  try {
    yield* look(log, index, counts);
  } catch (error) {
    if (primaryCode(error) === SQLITE_BUSY) counts.lookedFor = null;
    else yield `${asStoreError(error, SEARCH_FILE).message}; the next start makes it anew`;
  } finally {
    index.close();
    log.close();
  }
}

function* look(log: DatabaseSync, index: DatabaseSync, counts: SearchCounts): Generator<string> {
  const { user_version: version } = index.prepare('PRAGMA user_version').get() ?? {};
  if (version !== SEARCH_VERSION) return;
  for (const problem of integrity(index, SEARCH_FILE)) {
    yield `${problem}; without ${SEARCH_FILE}, the next start makes it anew`;
    return;
  }
  const { store } = log.prepare('SELECT store FROM state').get() ?? {};
  const progress = index.prepare('SELECT store, upto FROM progress').get();
  if (progress?.store !== store) return;
  const upto = Number(progress?.upto);
  const { count } = log
    .prepare(`SELECT count(*) AS count FROM log WHERE kind = ${MESSAGE} AND id <= ?`)
    .get(upto) as { count: number };
  const step = Math.max(1, Math.floor(count / MESSAGES_LOOKED_FOR));
  const messages = log.prepare(
    `SELECT found.id, found.author, found.low, found.high, current.id AS entry, current.text FROM (
       SELECT id, author, low, high, row_number() OVER (ORDER BY id) AS number FROM log
       WHERE kind = ${MESSAGE} AND id <= ? AND (author = 0 OR author IN (SELECT id FROM accounts))
         AND low NOT IN (SELECT -id FROM removed_rooms)
         AND id NOT IN (SELECT message FROM message_states WHERE deleted = 1)
     ) AS found
     LEFT JOIN message_states AS state ON state.message = found.id
     JOIN log AS current ON current.id = ifnull(state.edit, found.id)
     WHERE number % ? = 0`,
  );
  const found = index.prepare(MATCH);
  const forgotten = index.prepare('SELECT 1 FROM forgotten WHERE id = ?');
  using fresh = new FreshIndex(index);
  for (const { id, author, low, high, entry, text } of messages.iterate(upto, step)) {
    // Changed since, or removed from the index on purpose.
    if (Number(entry) > upto || forgotten.get(entry as number) !== undefined) continue;
    const said = new TextDecoder().decode(text as Uint8Array);
    const where = { from: Number(author), low: Number(low), high: Number(high), hidden: false };
    const question = fresh.question(said, where);
    if (question === null) continue;
    counts.lookedFor = (counts.lookedFor ?? 0) + 1;
    if (found.get(question, id as number) !== undefined) continue;
    yield `${SEARCH_FILE}: message ${id} is not found; without ${SEARCH_FILE}, the next start makes it anew`;
  }
}

const MATCH = 'SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?';

/**
 * An index of one message at a time, in memory, with the terms of the real one. Texts that it does not find cannot be
 * found at all: words too long for a query, or without visible characters.
 */
class FreshIndex implements Disposable {
  readonly #database = new DatabaseSync(':memory:');

  constructor(real: DatabaseSync) {
    const { sql } = real.prepare("SELECT sql FROM sqlite_schema WHERE name = 'words'").get() ?? {};
    this.#database.exec(String(sql));
  }

  /** A query that finds `said` for its author; null: there is none. */
  question(said: string, where: MessageEnds): string | null {
    this.#database.exec("INSERT INTO words (words) VALUES ('delete-all')");
    this.#database
      .prepare('INSERT INTO words (rowid, text, who, signs) VALUES (1, ?, ?, ?)')
      .run(...indexTerms(said, where));
    const found = this.#database.prepare(MATCH);
    const rooms = where.low < 0 ? [-where.low] : [];
    for (const [piece] of said.matchAll(PIECE)) {
      for (const phrase of new Set([piece, ...(BEGINNING.exec(piece) ?? [])])) {
        const query = { ...ANYTHING, phrases: [phrase], rooms };
        const expression = matchExpression(where.from, query, []);
        if (expression !== null && found.get(expression, 1) !== undefined) return expression;
      }
    }
    return null;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

const ANYTHING: SearchQuery = {
  phrases: [],
  from: null,
  with: null,
  rooms: [],
  before: null,
  after: null,
  beneath: null,
  limit: 1,
};
