/** Keeps the search index up with the log, and answers from both. */
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessagePage, SearchQuery } from '../chat/storage.ts';
import { ConversationQueries, pageLimit } from './conversation-queries.ts';
import { connectReading, DATABASE_FILE } from './database.ts';
import { Pages } from './pages.ts';
import { MESSAGE } from './schema.ts';
import { type IndexedMessage, SEARCH_FILE, SearchIndex } from './search-index.ts';

/** What is taken in at once: entries, and bytes of texts. */
const SLICE_ENTRIES = 5000;
const SLICE_BYTES = 1024 * 1024;

type NextRow = [
  id: number,
  kind: number,
  author: number,
  low: number,
  high: number,
  text: Uint8Array,
];

export class SearchFollower {
  readonly #indexFile: string;
  readonly #renewed: (reason: string) => void;
  readonly #log: DatabaseSync;
  readonly #pages: Pages;
  readonly #conversations: ConversationQueries;
  readonly #index: SearchIndex;
  readonly #next: StatementSync;
  readonly #newest: StatementSync;
  readonly #exists: StatementSync;

  /** `renewed` is told why the index is made anew, if it is. */
  constructor(folder: string, renewed: (reason: string) => void) {
    this.#indexFile = join(folder, SEARCH_FILE);
    this.#log = connectReading(join(folder, DATABASE_FILE));
    this.#renewed = renewed;
    const identity = this.#log.prepare('SELECT store, next_entry AS nextEntry FROM state').get();
    this.#index = SearchIndex.open(this.#indexFile, identity as never, renewed);
    this.#pages = new Pages(this.#log);
    this.#conversations = new ConversationQueries(this.#log);
    this.#next = this.#log.prepare(
      `SELECT id, kind, author, low, high, text FROM log WHERE id > ? ORDER BY id
       LIMIT ${SLICE_ENTRIES}`,
    );
    this.#next.setReturnArrays(true);
    this.#newest = this.#log.prepare('SELECT max(id) AS id FROM log');
    this.#exists = this.#log.prepare('SELECT 1 FROM log WHERE id = ?');
  }

  get upto(): number {
    return this.#index.upto;
  }

  /** Takes in what comes next. @returns whether there is more */
  follow(): boolean {
    const slice: IndexedMessage[] = [];
    let { upto } = this.#index;
    let entries = 0;
    let bytes = 0;
    for (const row of this.#next.iterate(upto)) {
      const [id, kind, from, low, high, text] = row as unknown as NextRow;
      upto = id;
      entries++;
      if (kind !== MESSAGE) continue;
      slice.push({ id: upto, from, low, high, text });
      bytes += text.length;
      if (bytes > SLICE_BYTES) break;
    }
    if (entries === 0) return false;
    this.#index.add(slice, upto);
    return upto < Number(this.#newest.get()?.id ?? 0);
  }

  search(account: number, query: SearchQuery): MessagePage {
    const limit = pageLimit(query.limit);
    const least = query.after === null ? 0 : this.#conversations.firstAt(query.after);
    const beneath = Math.min(
      query.before === null ? Number.MAX_SAFE_INTEGER : this.#conversations.firstAt(query.before),
      query.beneath ?? Number.MAX_SAFE_INTEGER,
    );
    return this.#pages.page(this.#index.matches(account, query, least, beneath), limit);
  }

  /** Takes the messages `ids` out of the index. */
  forget(ids: readonly number[]): void {
    const messages: IndexedMessage[] = [];
    for (const id of ids) {
      const message = this.#pages.message(id);
      if (message === null) continue;
      const { from, to, text } = message;
      messages.push({ id, from, low: Math.min(from, to), high: Math.max(from, to), text });
    }
    const gone = this.#index.forgotten().filter((id) => this.#exists.get(id) === undefined);
    this.#index.forget(messages, gone);
  }

  /** @returns whether there is more to do */
  wipe(rewrite: boolean): boolean {
    if (rewrite && this.#index.rewrite()) return true;
    this.#index.wipe();
    return false;
  }

  close(): void {
    this.#log.close();
    this.#index.close();
    if (!this.#index.damaged) return;
    this.#renewed('damaged');
    SearchIndex.remove(this.#indexFile);
  }
}
