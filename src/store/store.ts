/** Storage on SQLite: the hub's log and archive. No SQL runs on the main thread. */
import type { Archive, Question } from '../chat/archive.ts';
import type { Change, Cursor, Log, Outcome, Stored } from '../chat/storage.ts';
import { foundBy } from '../chat/stored/search.ts';
import { ClockWatch } from './clock/clock-watch.ts';
import type { FutureEntries } from './clock/future-entries.ts';
import { type ClockAhead, systemNow } from './clock/store-clock.ts';
import { FolderLock } from './folder/folder-lock.ts';
import { Damage, Health } from './health.ts';
import type { Ask, QueryResult } from './reader/archive-messages.ts';
import { Questions } from './reader/questions.ts';
import { Search } from './search/search.ts';
import { cachesOf, type StoreSettings } from './settings.ts';
import { StoreError } from './store-error.ts';
import type { StoreLog } from './store-log.ts';
import { Thread } from './thread.ts';
import { type FromEraser, Writer, type WriterOwner } from './writer/writer.ts';
import type { Faults, HeldBack } from './writer/writer-messages.ts';

/** For tests. */
export interface StoreSeams {
  readonly faults?: Faults;
  readonly clockAhead?: ClockAhead;
}

export class Store implements Log, Archive {
  /** The data at the start. */
  readonly stored: Stored;
  /** Called when texts were erased and no longer count: their author, and how many bytes. */
  released: (account: number, bytes: number) => void = () => {};
  grown: (newest: number) => void = () => {};
  readonly #log: StoreLog;
  readonly #watch: ClockWatch;
  readonly #lock: FolderLock;
  readonly #writer: Writer;
  readonly #search: Search;
  readonly #reader: Thread<Ask, QueryResult>;
  readonly #questions: Questions;
  readonly #eraserHealth: Health;
  readonly #barrier = (notes: boolean, reached: () => void) => this.#writer.barrier(notes, reached);
  readonly #damage: Damage;
  #erasing = false;
  #whenErased: (() => void)[] = [];
  readonly #whenHeld: PromiseWithResolvers<HeldBack | null>[] = [];
  readonly #whenFuture: PromiseWithResolvers<FutureEntries | null>[] = [];

  /**
   * @throws StoreError when `folder` is in use, of a newer version or damaged, and then nothing in it was touched; or
   * when it cannot be written
   */
  static async open(
    folder: string,
    settings: StoreSettings,
    log: StoreLog,
    seams: StoreSeams = {},
  ): Promise<Store> {
    const lock = new FolderLock(folder);
    if (lock.mended !== null) log.note(lock.mended);
    // Messages of the eraser before the store exists.
    const early: FromEraser[] = [];
    const owner: WriterOwner = { erasing: (message) => early.push(message), grown() {} };
    const { faults = null, clockAhead = null } = seams;
    const damage = new Damage();
    const writer = new Writer({ folder, settings, faults, clockAhead }, log, owner, damage);
    try {
      const { stored } = await writer.ready;
      if (settings.durability === 'relaxed') {
        log.note('durability is relaxed: a power cut may lose what was acknowledged last');
      }
      const watch = new ClockWatch(systemNow(clockAhead), () => writer.newestAt, log);
      const store = new Store(folder, settings, lock, writer, stored, log, watch, damage);
      owner.erasing = (message) => store.#fromEraser(message);
      owner.grown = (newest) => {
        store.#search.grown();
        store.grown(newest);
      };
      for (const message of early) store.#fromEraser(message);
      return store;
    } catch (error) {
      await writer.close();
      lock.release();
      throw error;
    }
  }

  private constructor(
    folder: string,
    settings: StoreSettings,
    lock: FolderLock,
    writer: Writer,
    stored: Stored,
    log: StoreLog,
    watch: ClockWatch,
    damage: Damage,
  ) {
    this.#log = log;
    this.#damage = damage;
    this.#watch = watch;
    this.#lock = lock;
    this.#writer = writer;
    this.stored = stored;
    this.#eraserHealth = new Health('what is to be erased is not', 'erasing goes on', log);
    this.#reader = new Thread(
      'reader/reader-thread',
      { folder },
      {
        received: (answer: QueryResult) => this.#questions.answered(answer),
        died: (reason) => {
          log.failed(`a bug ended a thread of storage: ${reason}`);
          this.#questions.lost();
        },
      },
    );
    this.#questions = new Questions(
      'stored messages',
      (ask) => this.#reader.post(ask),
      this.#barrier,
      log,
      damage,
    );
    this.#search = new Search(
      { folder, cacheKiB: cachesOf(settings).searchKiB },
      this.#barrier,
      (message) => writer.post(message),
      log,
    );
  }

  get damaged(): boolean {
    return this.#damage.met;
  }

  /** Why messages cannot be stored or read, in one line; null: they can. */
  get trouble(): string | null {
    return this.#writer.trouble ?? this.#questions.trouble;
  }

  get pendingBytes(): number {
    return this.#writer.pendingBytes;
  }

  append(change: Change, done: (outcome: Outcome) => void): void {
    this.#writer.append(change, done);
  }

  note(cursor: Cursor): void {
    this.#writer.note(cursor);
  }

  ask<Given, Answer>(
    question: Question<Given, Answer>,
    given: NoInfer<Given>,
    done: (answer: NoInfer<Answer> | null) => void,
  ): void {
    const thread = question.name === foundBy.name ? this.#search : this.#questions;
    thread.ask(question, given, done);
  }

  /**
   * What retention holds back because the clock may be wrong; `erase` confirms the clock, and it may go. Rejects with a
   * StoreError where storage cannot be read or written; then nothing has changed.
   */
  retention(erase: boolean): Promise<HeldBack | null> {
    const asked = Promise.withResolvers<HeldBack | null>();
    this.#whenHeld.push(asked);
    this.#writer.post({ kind: 'retention', erase });
    return asked.promise;
  }

  /**
   * The entries with times in the future; `mend` confirms the clock, and their times are mended. Rejects like
   * `retention`.
   */
  future(mend: boolean): Promise<FutureEntries | null> {
    const asked = Promise.withResolvers<FutureEntries | null>();
    this.#whenFuture.push(asked);
    if (mend) this.#writer.mendTimes();
    else this.#writer.post({ kind: 'future', mend });
    return asked.promise;
  }

  /** Resolves when everything appended and noted so far is durable or has failed. */
  flush(): Promise<void> {
    return new Promise((resolve) => this.#writer.barrier(true, resolve));
  }

  /** Resolves when everything removed so far is erased, and no trace of it is left in the files. */
  async erased(): Promise<void> {
    await this.flush();
    if (this.#erasing) await new Promise<void>((resolve) => this.#whenErased.push(resolve));
  }

  /** Resolves when everything is written and the folder is free for other programs. */
  async close(): Promise<void> {
    this.#watch.close();
    await this.flush();
    // The last connection to close checkpoints the log, which a read-only one cannot do.
    await Promise.all([this.#reader.close(), this.#search.close()]);
    await this.#writer.close();
    this.#lock.release();
  }

  #fromEraser(message: FromEraser): void {
    switch (message.kind) {
      case 'forget':
      case 'wipe':
        this.#search.owe(message);
        break;
      case 'released':
        this.#eraserHealth.worked();
        for (const [account, bytes] of message.bytes) this.released(account, bytes);
        break;
      case 'erasing':
        this.#erasing = message.under;
        if (this.#erasing) break;
        this.#eraserHealth.worked();
        for (const resolve of this.#whenErased.splice(0)) resolve();
        break;
      case 'note':
        this.#log.note(message.message, message.details);
        break;
      case 'warning':
        this.#log.failed(message.message);
        break;
      case 'retention':
        this.#whenHeld.shift()?.resolve(message.held);
        break;
      case 'future':
        this.#whenFuture.shift()?.resolve(message.found);
        break;
      case 'unanswered': {
        const asked = message.of === 'retention' ? this.#whenHeld : this.#whenFuture;
        asked.shift()?.reject(new StoreError(message.reason));
        break;
      }
      case 'trouble':
        this.#eraserHealth.failed(message.message);
    }
  }
}
