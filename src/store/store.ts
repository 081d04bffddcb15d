/** Storage on SQLite: the hub's log and archive. No SQL runs on the thread that has this. */
import type {
  Archive,
  Change,
  Log,
  MessagePage,
  Outcome,
  Place,
  Range,
  SearchQuery,
  Stored,
  UnreadCount,
} from '../chat/storage.ts';
import type { Answer, Ask } from './archive-messages.ts';
import { FolderLock } from './folder-lock.ts';
import { Questions } from './questions.ts';
import type { StoreSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import type { StoreLog } from './store-log.ts';
import { Thread } from './thread.ts';
import { Writer } from './writer.ts';
import type { Faults } from './writer-messages.ts';

/** For tests. */
export interface StoreSeams {
  readonly faults?: Faults;
}

export class Store implements Log, Archive {
  readonly #lock: FolderLock;
  readonly #writer: Writer;
  readonly #reader: Thread<Ask, Answer>;
  readonly #questions: Questions;
  readonly stored: Stored;

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
    const writer = new Writer({ folder, settings, faults: seams.faults ?? null }, log, () => {});
    try {
      const snapshot = await writer.ready;
      if (settings.durability === 'relaxed') {
        log.note('durability is relaxed: a power cut may lose the last messages acknowledged');
      }
      return new Store(folder, lock, writer, snapshot, log);
    } catch (error) {
      await writer.close();
      lock.release();
      throw error;
    }
  }

  private constructor(
    folder: string,
    lock: FolderLock,
    writer: Writer,
    { stored }: Snapshot,
    log: StoreLog,
  ) {
    this.#lock = lock;
    this.#writer = writer;
    this.stored = stored;
    this.#reader = new Thread(
      'reader-thread',
      { folder },
      {
        received: (answer: Answer) => this.#questions.answered(answer),
        died: (reason) => {
          log.failed(`a bug ended a thread of storage: ${reason}`);
          this.#questions.lost();
        },
      },
    );
    this.#questions = new Questions(
      'stored messages',
      (ask) => this.#reader.post(ask),
      (notes, reached) => writer.barrier(notes, reached),
      log,
    );
  }

  get pendingBytes(): number {
    return this.#writer.pendingBytes;
  }

  append(change: Change, done: (outcome: Outcome) => void): void {
    this.#writer.append(change, done);
  }

  note(place: Place): void {
    this.#writer.note(place);
  }

  history(
    account: number,
    peer: number,
    range: Range,
    done: (page: MessagePage | null) => void,
  ): void {
    this.#questions.ask({ of: 'history', account, peer, range }, done as never);
  }

  missed(
    account: number,
    after: number,
    limit: number,
    done: (page: MessagePage | null) => void,
  ): void {
    this.#questions.ask({ of: 'missed', account, after, limit }, done as never);
  }

  search(account: number, query: SearchQuery, done: (page: MessagePage | null) => void): void {
    this.#questions.ask({ of: 'search', account, query }, done as never);
  }

  unread(account: number, done: (counts: readonly UnreadCount[] | null) => void): void {
    this.#questions.ask({ of: 'unread', account }, done as never);
  }

  /** Resolves when all that was appended and noted so far is durable, or has failed. */
  flush(): Promise<void> {
    return new Promise((resolve) => this.#writer.barrier(true, resolve));
  }

  /** Resolves when all is written and the folder is free for others. */
  async close(): Promise<void> {
    await this.flush();
    // The last connection to close puts the log into the database, which a reader cannot.
    await this.#reader.close();
    await this.#writer.close();
    this.#lock.release();
  }
}
