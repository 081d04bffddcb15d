/**
 * Erases, a slice at a time between batches: the entries of removed accounts and rooms, deleted messages, and messages
 * past their retention. The search index forgets a slice first, because it needs the texts to do so; at the end the
 * files are wiped of the remains. All its state is in the tables, so it goes on after a restart.
 */
import type { DatabaseSync } from 'node:sqlite';
import { number } from '../database/database.ts';
import { ERASED } from '../database/log-kinds.ts';
import { faultOf } from '../store-error.ts';
import type { FromWriter } from '../writer/writer-messages.ts';
import { ErasedEntries, type Slice } from './erased-entries.ts';
import { readErasures, recordErasures } from './erasure-record.ts';
import { ofTheRemoved } from './of-the-removed.ts';
import type { Retention } from './retention.ts';

const SLICE_MESSAGES = 250;
const SLICE_RECLAIMED = 5000;
/**
 * Erased rows left at the start of the log: at most 200 fit a page, and SQLite moves rows among three pages at a time.
 */
const RECLAIM_DISTANCE = 2000;
/** How often it looks for messages past their retention. */
const RETENTION_MS = 5 * 60 * 1000;
/** How often the search index is rewritten on account of those; this takes seconds for each million. */
const REWRITE_MS = 24 * 60 * 60 * 1000;
/**
 * Anybody may delete messages at any time, so rewriting the index for them takes at most this part of the time; but
 * their words stay no longer than REWRITE_WAIT_MS_MAX.
 */
const REWRITE_SHARE = 10;
const REWRITE_WAIT_MS_MAX = 15 * 60 * 1000;
/** The delay before another attempt after a fault. */
const RETRY_MS = 1000;
/** The delay while a reader keeps the write-ahead log from being emptied. */
const READERS_MS = 50;

export interface EraserSettings {
  readonly folder: string;
  /** Is there a retention limit? */
  readonly retains: boolean;
}

export class Eraser {
  readonly #settings: EraserSettings;
  /** The writer's connection, which changes after a fault; null while there is none. */
  readonly #connection: () => DatabaseSync | null;
  readonly #post: (message: FromWriter) => void;
  readonly #retention: Retention;
  readonly #rounds: NodeJS.Timeout | null;
  /** Waiting for the search index or for the next turn. */
  #running = false;
  /** More work came while it was finishing. */
  #again = false;
  #timer: NodeJS.Timeout | null = null;
  #rewriteTimer: NodeJS.Timeout | null = null;
  /** Rows were deleted, and their bytes may remain in the files. */
  #unclean = false;
  /** The slice that the search index is asked to forget. */
  #asked: Slice | null = null;
  #rewrittenAt = 0;
  /** How long the last rewrite took. */
  #rewriteMs = 0;
  #wipedAt = 0;
  #rewriting = false;
  #closed = false;

  constructor(
    settings: EraserSettings,
    retention: Retention,
    connection: () => DatabaseSync | null,
    post: (message: FromWriter) => void,
  ) {
    this.#settings = settings;
    this.#connection = connection;
    this.#post = post;
    this.#retention = retention;
    this.#rounds = settings.retains ? setInterval(() => this.start(), RETENTION_MS) : null;
  }

  /** Call when there may be something to erase. */
  start(): void {
    this.#again = true;
    if (this.#rewriteTimer !== null) {
      clearTimeout(this.#rewriteTimer);
      this.#rewriteTimer = null;
      this.#soon(0);
    }
    if (this.#running) return;
    this.#running = true;
    this.#post({ kind: 'erasing', under: true });
    this.#soon(0);
  }

  /** Call when the search index has forgotten the messages `ids`. */
  forgotten(ids: readonly number[]): void {
    const slice = this.#asked;
    // A restarted search thread may report the same slice twice; by then another may be due.
    if (slice === null || slice.ids.join() !== ids.join()) return;
    this.#asked = null;
    this.#attempt((database) => {
      const released = new ErasedEntries(database).erase(slice);
      this.#unclean = true;
      this.#post({ kind: 'released', bytes: released });
      this.#soon(0);
    });
  }

  /** Call when the files of the search index are wiped. */
  wiped(): void {
    this.#attempt((database) => {
      if (this.#again) {
        this.#soon(0);
        return;
      }
      database.exec('UPDATE erased SET done = 1 WHERE done = 0');
      this.#unclean = false;
      if (this.#rewriting) {
        const now = performance.now();
        this.#rewriteMs = now - this.#wipedAt;
        this.#rewrittenAt = now;
        database.exec('UPDATE state SET unwiped = 0');
      }
      if (isUnwiped(database)) this.#rewriteLater();
      else this.#finish();
    });
  }

  close(): void {
    this.#closed = true;
    if (this.#rounds !== null) clearInterval(this.#rounds);
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#rewriteTimer !== null) clearTimeout(this.#rewriteTimer);
  }

  #rewriteLater(): void {
    if (this.#closed) return;
    this.#rewriteTimer ??= setTimeout(() => {
      this.#rewriteTimer = null;
      this.#soon(0);
    }, this.#rewriteWaitMs());
  }

  /** How long to wait before the index may be rewritten on account of deleted messages. */
  #rewriteWaitMs(): number {
    if (this.#rewrittenAt === 0) return 0;
    const pauseMs = Math.min(REWRITE_SHARE * this.#rewriteMs, REWRITE_WAIT_MS_MAX);
    return Math.max(0, this.#rewrittenAt + pauseMs - performance.now());
  }

  #soon(ms: number): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#attempt((database) => this.#step(database));
    }, ms);
  }

  #attempt(work: (database: DatabaseSync) => void): void {
    try {
      const database = this.#connection();
      if (database === null) this.#soon(RETRY_MS);
      else work(database);
    } catch (error) {
      const reason = faultOf(error);
      if (reason === null) throw error;
      const database = this.#connection();
      if (database?.isTransaction) database.exec('ROLLBACK');
      this.#post({ kind: 'trouble', message: reason });
      this.#soon(RETRY_MS);
    }
  }

  #step(database: DatabaseSync): void {
    const slice =
      doomed(database) ??
      whole(
        ofTheRemoved(database, SLICE_MESSAGES) ?? this.#retention.tooOld(database, SLICE_MESSAGES),
      );
    if (slice.ids.length > 0) {
      this.#asked = slice;
      this.#post({ kind: 'forget', ids: slice.ids });
      return;
    }
    if (this.#reclaim(database)) {
      this.#soon(0);
      return;
    }
    this.#again = false;
    const { count } = database
      .prepare('SELECT count(*) AS count FROM erased WHERE done = 0')
      .get() as { count: number };
    const deleted = isUnwiped(database);
    if (count === 0 && !this.#unclean) {
      if (!deleted) {
        this.#finish();
        return;
      }
      if (this.#rewriteWaitMs() > 0) {
        this.#rewriteLater();
        return;
      }
    }
    this.#record(database);
    if (this.#emptyLog(database)) this.#wipe(count > 0, deleted);
    else this.#soon(READERS_MS);
  }

  /**
   * Wipes the index. After a removal (`removed`) no word may be left at once; deleted texts (`deleted`) may take a
   * while, and expired ones longer.
   */
  #wipe(removed: boolean, deleted: boolean): void {
    const now = performance.now();
    const due = this.#rewrittenAt === 0 || now - this.#rewrittenAt > REWRITE_MS;
    this.#rewriting = removed || due || (deleted && this.#rewriteWaitMs() === 0);
    this.#wipedAt = now;
    this.#post({ kind: 'wipe', rewrite: this.#rewriting });
  }

  #finish(): void {
    this.#running = false;
    this.#post({ kind: 'erasing', under: false });
  }

  /**
   * Deletes erased rows at the beginning of the log, where expired messages were. Some stay before the first whole row,
   * so that it is not among the rows that SQLite moves.
   * @returns whether there is more to do
   */
  #reclaim(database: DatabaseSync): boolean {
    const whole = database.prepare(`SELECT min(id) AS id FROM log WHERE kind <> ${ERASED}`).get();
    const end = database
      .prepare('SELECT id FROM log WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?')
      .get(whole?.id ?? Number.MAX_SAFE_INTEGER, RECLAIM_DISTANCE);
    if (end === undefined) return false;
    const { changes } = database
      .prepare(
        `DELETE FROM log WHERE id IN
           (SELECT id FROM log WHERE id < ? ORDER BY id LIMIT ${SLICE_RECLAIMED})`,
      )
      .run(end.id as number);
    return Number(changes) === SLICE_RECLAIMED;
  }

  /** Names every removed account in the record, also those that could not be recorded at the time. */
  #record(database: DatabaseSync): void {
    const { folder } = this.#settings;
    const { store } = database.prepare('SELECT store FROM state').get() as { store: string };
    const recorded = readErasures(folder, store);
    const gone = database.prepare('SELECT account FROM erased').all();
    const missing = gone.map((row) => row.account as number).filter((one) => !recorded.has(one));
    recordErasures(folder, store, missing);
  }

  /** Deleted bytes are gone from the database itself (secure_delete), but not from its log before this. */
  #emptyLog(database: DatabaseSync): boolean {
    database.exec('PRAGMA busy_timeout = 0');
    try {
      return number(database, 'PRAGMA wal_checkpoint(TRUNCATE)') === 0;
    } finally {
      database.exec('PRAGMA busy_timeout = 1000');
    }
  }
}

/** May the search index still hold words of deleted messages? */
function isUnwiped(database: DatabaseSync): boolean {
  return number(database, 'SELECT unwiped FROM state') === 1;
}

/** Entries that lose only their texts; null: none are left. */
function doomed(database: DatabaseSync): Slice | null {
  const rows = database.prepare(`SELECT entry FROM doomed ORDER BY entry LIMIT ${SLICE_MESSAGES}`);
  const ids = rows.all().map(({ entry }) => entry as number);
  return ids.length === 0 ? null : { ids, textOnly: true };
}

function whole(ids: readonly number[]): Slice {
  return { ids, textOnly: false };
}
