/** Does the search index have what is in the log? It is looked into where no server has it open. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SearchQuery } from '../chat/archive.ts';
import { integrity } from './check.ts';
import { openForReading } from './data-file.ts';
import { MESSAGE } from './schema.ts';
import { SEARCH_FILE } from './search-index.ts';
import { matchExpression, SEARCH_VERSION } from './search-terms.ts';
import { asStoreError, primaryCode, SQLITE_BUSY } from './store-error.ts';

/** So many messages, spread over all, are looked for. */
const MESSAGES_LOOKED_FOR = 1000;

const WORD = /[\p{L}\p{N}]{1,40}/u;

export interface SearchCounts {
  /** Messages that were looked for; null: a server has the index. */
  lookedFor: number | null;
}

/** Finds what is wrong with the search index in `folder`, a line for each. A missing one is not: it is made anew. */
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
    `SELECT found.id, found.author, found.low, current.id AS entry, current.text FROM (
       SELECT id, author, low, row_number() OVER (ORDER BY id) AS number FROM log
       WHERE kind = ${MESSAGE} AND id <= ? AND (author = 0 OR author IN (SELECT id FROM accounts))
         AND low NOT IN (SELECT -id FROM removed_rooms)
         AND id NOT IN (SELECT message FROM message_states WHERE deleted = 1)
     ) AS found
     LEFT JOIN message_states AS state ON state.message = found.id
     JOIN log AS current ON current.id = ifnull(state.edit, found.id)
     WHERE number % ? = 0`,
  );
  const found = index.prepare('SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?');
  const forgotten = index.prepare('SELECT 1 FROM forgotten WHERE id = ?');
  for (const { id, author, low, entry, text } of messages.iterate(upto, step)) {
    // Changed since.
    if (Number(entry) > upto) continue;
    const [word] = WORD.exec(new TextDecoder().decode(text as Uint8Array)) ?? [];
    if (word === undefined || forgotten.get(entry as number) !== undefined) continue;
    counts.lookedFor = (counts.lookedFor ?? 0) + 1;
    const rooms = Number(low) < 0 ? [-Number(low)] : [];
    const query = { ...ANYTHING, phrases: [word], rooms };
    const expression = matchExpression(author as number, query, []);
    if (expression === null || found.get(expression, id as number) !== undefined) continue;
    yield `${SEARCH_FILE}: message ${id} is not found; without ${SEARCH_FILE}, the next start makes it anew`;
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
