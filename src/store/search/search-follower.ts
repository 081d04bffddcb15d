/** Keeps the search index up with the log, and searches both. */
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredPage } from '../../chat/archive.ts';
import type { SearchQuery } from '../../chat/stored/search.ts';
import { LogTimes } from '../clock/log-times.ts';
import { connectReading, DATABASE_FILE } from '../database/database.ts';
import { EDIT, HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { SEARCH_FILE } from '../folder/file-names.ts';
import { Pages, pageLimit } from '../reader/pages.ts';
import { type IndexedText, SearchIndex } from './search-index.ts';

/** Entries, and bytes of texts, that are indexed at once. */
const SLICE_ENTRIES = 5000;
const SLICE_BYTES = 1024 * 1024;

type NextRow = [
  id: number,
  kind: number,
  author: number,
  low: number,
  high: number,
  data: string | null,
  text: Uint8Array | null,
];

const TEXTS: readonly number[] = [MESSAGE, HIDDEN, EDIT];
const COLUMNS = 'id, kind, author, low, high, data, text';

export class SearchFollower {
  readonly #indexFile: string;
  readonly #renewed: (reason: string) => void;
  readonly #log: DatabaseSync;
  readonly #pages: Pages;
  readonly #times: LogTimes;
  readonly #index: SearchIndex;
  readonly #next: StatementSync;
  readonly #newest: StatementSync;
  readonly #entry: StatementSync;
  readonly #blocked: StatementSync;

  /** `renewed` is called with the reason when the index is rebuilt. */
  constructor(folder: string, cacheKiB: number, renewed: (reason: string) => void) {
    this.#indexFile = join(folder, SEARCH_FILE);
    this.#log = connectReading(join(folder, DATABASE_FILE));
    this.#renewed = renewed;
    const identity = this.#log.prepare('SELECT store, next_entry AS nextEntry FROM state').get();
    this.#entry = this.#log.prepare(`SELECT ${COLUMNS} FROM log WHERE id = ?`);
    this.#entry.setReturnArrays(true);
    this.#index = SearchIndex.open(
      this.#indexFile,
      identity as never,
      (entry) => this.#read(entry),
      renewed,
      cacheKiB,
    );
    this.#pages = new Pages(this.#log);
    this.#times = new LogTimes(this.#log);
    this.#next = this.#log.prepare(
      `SELECT ${COLUMNS} FROM log WHERE id > ? ORDER BY id LIMIT ${SLICE_ENTRIES}`,
    );
    this.#next.setReturnArrays(true);
    this.#newest = this.#log.prepare('SELECT max(id) AS id FROM log');
    this.#blocked = this.#log.prepare('SELECT blocked FROM blocks WHERE account = ?');
  }

  get upto(): number {
    return this.#index.upto;
  }

  /**
   * Indexes the next slice.
   * @returns whether there is more
   */
  follow(): boolean {
    const slice: IndexedText[] = [];
    let { upto } = this.#index;
    let entries = 0;
    let bytes = 0;
    for (const row of this.#next.iterate(upto)) {
      upto = (row as unknown as NextRow)[0];
      entries++;
      const text = indexed(row as unknown as NextRow);
      if (text === null) continue;
      slice.push(text);
      bytes += text.text.length;
      if (bytes > SLICE_BYTES) break;
    }
    if (entries === 0) return false;
    this.#index.add(slice, upto);
    return upto < this.newest;
  }

  /** The newest entry of the log; 0 where there is none. */
  get newest(): number {
    return Number(this.#newest.get()?.id ?? 0);
  }

  search(account: number, query: SearchQuery): StoredPage {
    const limit = pageLimit(query.limit);
    const least = query.after === null ? 0 : this.#times.firstAt(query.after);
    const beneath = Math.min(
      query.before === null ? Number.MAX_SAFE_INTEGER : this.#times.firstAt(query.before),
      query.beneath ?? Number.MAX_SAFE_INTEGER,
    );
    const blocked = this.#blocked.all(account).map((row) => row.blocked as number);
    const ids = this.#index.matches(account, query, least, beneath, blocked);
    return this.#pages.page(ids, limit, account, { wholeOnly: true });
  }

  /** Removes the texts of the entries `ids` from the index. */
  forget(ids: readonly number[]): void {
    const texts = ids.map((id) => this.#read(id)).filter((text) => text !== null);
    const gone = this.#index.forgotten().filter((id) => this.#read(id) === null);
    this.#index.forget(texts, gone);
  }

  #read(entry: number): IndexedText | null {
    const row = this.#entry.get(entry);
    return row === undefined ? null : indexed(row as unknown as NextRow);
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

/** Null: it has no text, or no longer has one. */
function indexed([entry, kind, from, low, high, data, text]: NextRow): IndexedText | null {
  if (text === null || !TEXTS.includes(kind)) return null;
  if (kind !== EDIT)
    return { entry, message: entry, from, low, high, hidden: kind === HIDDEN, text };
  const { message, hidden = false } = JSON.parse(data ?? '') as {
    readonly message: number;
    readonly hidden?: boolean;
  };
  return { entry, message, from, low, high, hidden, text };
}
