/**
 * search.db: the full-text index. It is a view of the log, rebuilt where it is missing or damaged; its position in the
 * log commits together with its contents.
 */
import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SearchQuery } from '../../chat/stored/search.ts';
import { number } from '../database/database.ts';
import { isSqliteError, primaryCode, SQLITE_CORRUPT, SQLITE_NOTADB } from '../store-error.ts';
import { indexTerms, type MessageEnds, matchExpression, SEARCH_VERSION } from './search-terms.ts';

const CHECKPOINT_PAGES = 4096;
/** Pages of 4 KiB that are rewritten in one go. */
const REWRITTEN_PAGES = 250;
/** Files up to this size, 64 MiB, are vacuumed after that, which takes a fraction of a second. */
const PACKED_PAGES_MAX = 16_384;
const LOG_BYTES_KEPT = 64 * 1024 * 1024;

const TABLES = `
  CREATE TABLE progress (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    store TEXT NOT NULL,
    upto INTEGER NOT NULL,
    rewritten INTEGER NOT NULL
  ) STRICT;
  -- Which entry says what a message says in the index, where that is not its own: it was changed.
  CREATE TABLE revised (message INTEGER PRIMARY KEY, entry INTEGER NOT NULL) STRICT;
  -- Entries taken out of the index, or kept out, and perhaps still in the log.
  CREATE TABLE forgotten (id INTEGER PRIMARY KEY) STRICT;
  -- Without the texts: those are in the log. The tokenizer folds and splits ASCII, and leaves the rest as it is given.
  CREATE VIRTUAL TABLE words USING fts5 (
    text, who, signs, content = '', columnsize = 0, tokenize = 'ascii'
  );
`;

/** The text of a message from a log entry on: its own, or that of an edit. */
export interface IndexedText extends MessageEnds {
  readonly entry: number;
  readonly message: number;
  readonly text: Uint8Array;
}

/** Reads an entry of the log; null: it has no text, or no longer has one. */
export type ReadText = (entry: number) => IndexedText | null;

/** Identifies the log of an index, and its next entry. */
export interface LogIdentity {
  readonly store: string;
  readonly nextEntry: number;
}

const decoder = new TextDecoder();

export class SearchIndex {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;
  readonly #read: ReadText;
  readonly #match: StatementSync;
  readonly #forget: StatementSync;
  readonly #saveProgress: StatementSync;
  /** Found to be damaged: the file must be removed and the index opened again. */
  damaged = false;
  #rewriting = false;
  /** Messages up to this id are in the index. */
  #upto: number;

  /**
   * Opens the index of a log at `file`. An unusable one, damaged or of another version, is rebuilt, and `renewed` is
   * called with the reason.
   */
  static open(
    file: string,
    log: LogIdentity,
    read: ReadText,
    renewed: (reason: string) => void,
    cacheKiB: number,
  ): SearchIndex {
    try {
      return new SearchIndex(file, log, read, cacheKiB);
    } catch (error) {
      if (!(error instanceof Unusable) && !isDamage(error)) throw error;
      renewed(error instanceof Unusable ? error.message : 'damaged');
      SearchIndex.remove(file);
      return new SearchIndex(file, log, read, cacheKiB);
    }
  }

  static remove(file: string): void {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
  }

  private constructor(file: string, log: LogIdentity, read: ReadText, cacheKiB: number) {
    this.#read = read;
    // SQLite would create it readable by others.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    this.#database = new DatabaseSync(file);
    try {
      // A view needs no sync; the writer syncs the log. Nobody else opens this file.
      this.#database.exec(`
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA secure_delete = ON;
        PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
        PRAGMA journal_size_limit = ${LOG_BYTES_KEPT};
        PRAGMA cache_size = -${cacheKiB};
      `);
      this.#upto = this.#prepare(log);
      this.#insert = this.#database.prepare(
        'INSERT INTO words (rowid, text, who, signs) VALUES (?, ?, ?, ?)',
      );
      this.#delete = this.#database.prepare(
        `INSERT INTO words (words, rowid, text, who, signs) VALUES ('delete', ?, ?, ?, ?)`,
      );
      this.#match = this.#database.prepare(
        `SELECT rowid AS id FROM words WHERE words MATCH ? AND rowid < ? AND rowid >= ?
         ORDER BY rowid DESC`,
      );
      this.#forget = this.#database.prepare('INSERT OR IGNORE INTO forgotten VALUES (?)');
      this.#saveProgress = this.#database.prepare('UPDATE progress SET upto = ?');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  get upto(): number {
    return this.#upto;
  }

  /**
   * Adds `texts`, the next ones, all or none; the index has then got to `upto`. A message is found by its current text,
   * under its own id.
   */
  add(texts: readonly IndexedText[], upto: number): void {
    this.#transaction(() => {
      const forgotten = new Set(this.forgotten());
      for (const text of texts) {
        if (forgotten.has(text.entry)) continue;
        if (text.entry !== text.message) this.#revise(text, forgotten);
        this.#insert.run(text.message, ...terms(text));
      }
      this.#saveProgress.run(upto);
    });
    this.#upto = upto;
  }

  /**
   * Removes `texts`, all or none, and keeps them out. FTS5 needs the original text for this, so it comes before the
   * erasure; removing one twice does no harm. `gone` are the erased entries.
   */
  forget(texts: readonly IndexedText[], gone: readonly number[]): void {
    this.#transaction(() => {
      for (const id of gone) this.#database.prepare('DELETE FROM forgotten WHERE id = ?').run(id);
      for (const text of texts) {
        if (this.#forget.run(text.entry).changes === 0 || text.entry > this.#upto) continue;
        if (this.#saidBy(text.message) !== text.entry) continue;
        this.#delete.run(text.message, ...terms(text));
      }
    });
  }

  /** Removes the earlier text of the message of `text`. */
  #revise({ message, entry }: IndexedText, forgotten: ReadonlySet<number>): void {
    const said = this.#saidBy(message);
    const before = forgotten.has(said) ? null : this.#read(said);
    if (before !== null) this.#delete.run(message, ...terms(before));
    this.#database.prepare('INSERT OR REPLACE INTO revised VALUES (?, ?)').run(message, entry);
  }

  /** The entry with the indexed text of `message`, or the one before it was forgotten. */
  #saidBy(message: number): number {
    const row = this.#database.prepare('SELECT entry FROM revised WHERE message = ?').get(message);
    return (row?.entry as number | undefined) ?? message;
  }

  forgotten(): number[] {
    return this.#database
      .prepare('SELECT id FROM forgotten')
      .all()
      .map(({ id }) => id as number);
  }

  /** Ids, newest first, from `least` on and below `beneath`. */
  *matches(
    account: number,
    query: SearchQuery,
    least: number,
    beneath: number,
    blocked: readonly number[],
  ): Generator<number, void, undefined> {
    const expression = matchExpression(account, query, blocked);
    if (expression === null) return;
    try {
      for (const row of this.#match.iterate(expression, beneath, least)) yield row.id as number;
    } catch (error) {
      this.#suspect(error);
      throw error;
    }
  }

  /**
   * Rewrites the whole index, a slice at each call; until then, removed texts are only marked. (FTS5's own
   * secure-delete takes a hundred times as long, and leaves beginnings of words where one page ends and the next
   * begins.)
   * @returns whether there is more to do
   */
  rewrite(): boolean {
    if (!this.#rewriting) {
      this.#rewriting = true;
      // An index in one piece would be left as it is, so this adds a message of no account, with a term.
      this.#transaction(() => {
        this.#database.exec('UPDATE progress SET rewritten = rewritten + 1');
        const id = -number(this.#database, 'SELECT rewritten FROM progress');
        this.#insert.run(id, '', 'nobody', '');
      });
      this.#merge(-REWRITTEN_PAGES);
      return true;
    }
    this.#rewriting = this.#merge(REWRITTEN_PAGES);
    if (!this.#rewriting) this.#pack();
    return this.#rewriting;
  }

  /** SQLite leaves copies of moved rows in pages that secure_delete does not reach. */
  #pack(): void {
    const pages = number(this.#database, 'PRAGMA page_count');
    if (pages <= PACKED_PAGES_MAX) this.#database.exec('VACUUM');
  }

  /** Empties the write-ahead log: overwritten and deleted data go with it. */
  wipe(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** See https://www.sqlite.org/fts5.html#the_merge_command. @returns whether anything was done */
  #merge(pages: number): boolean {
    const before = number(this.#database, 'SELECT total_changes()');
    this.#transaction(() =>
      this.#database.prepare(`INSERT INTO words (words, rank) VALUES ('merge', ?)`).run(pages),
    );
    return number(this.#database, 'SELECT total_changes()') - before >= 2;
  }

  close(): void {
    this.#database.close();
  }

  /** @returns the position of the index */
  #prepare({ store, nextEntry }: LogIdentity): number {
    const version = number(this.#database, 'PRAGMA user_version');
    if (version === 0) {
      this.#transaction(() => {
        this.#database.exec(TABLES);
        this.#database.prepare('INSERT INTO progress VALUES (1, ?, 0, 0)').run(store);
        this.#database.exec(`PRAGMA user_version = ${SEARCH_VERSION}`);
      });
    } else if (version !== SEARCH_VERSION) {
      throw new Unusable('of another version');
    }
    const progress = this.#database.prepare('SELECT store, upto FROM progress').get();
    if (progress?.store !== store) throw new Unusable('of another log');
    const upto = progress.upto as number;
    // The log is of an older backup, or lost its end in a power cut: it will give these ids to other messages.
    if (upto >= nextEntry) throw new Unusable('ahead of the log');
    return upto;
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      try {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      } catch (second) {
        if (!isSqliteError(second)) throw second;
      }
      this.#suspect(error);
      throw error;
    }
  }

  #suspect(error: unknown): void {
    this.damaged ||= isDamage(error);
  }
}

/** The columns of FTS5 for a text. */
function terms(text: IndexedText): [text: string, who: string, signs: string] {
  return indexTerms(decoder.decode(text.text), text);
}

/** An index that is sound, but not of this log or version. */
class Unusable extends Error {}

/** A truncated file is one kind of SQLITE_IOERR. */
const SQLITE_IOERR_SHORT_READ = 522;

function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) return true;
  return isSqliteError(error) && error.errcode === SQLITE_IOERR_SHORT_READ;
}
