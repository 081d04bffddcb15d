/** The search thread: follows the log, answers queries, and forgets entries that are to be erased. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Searching } from '../../chat/stored/search.ts';
import type { Ask, QueryResult } from '../reader/archive-messages.ts';
import { faultOf } from '../store-error.ts';
import { SearchFollower } from './search-follower.ts';
import type { FromSearch, SearchData, ToSearch } from './search-messages.ts';

/** How long a query waits for the newest messages to be indexed; an index that is far behind answers as it is. */
const CATCH_UP_MS_MAX = 250;
/** The delay before another attempt after a fault. */
const RETRY_MS = 1000;

const { folder, cacheKiB } = workerData as SearchData;

class SearchThread {
  /** Waiting queries by account; the account whose turn is next comes first. No list is empty. */
  readonly #asked = new Map<number, Ask<Searching>[]>();
  #answering = false;
  #follower: SearchFollower | null = null;
  #following = false;
  /** The fault that keeps it from following the log. */
  #trouble: string | null = null;
  /** Work that must be done, even if it takes several attempts. */
  readonly #owed: Extract<ToSearch, { kind: 'forget' | 'wipe' }>[] = [];
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  received(message: ToSearch | { kind: 'close' }): void {
    switch (message.kind) {
      case 'ask':
        this.#queue(message);
        break;
      case 'follow':
        this.#followSoon();
        break;
      case 'forget':
      case 'wipe':
        this.#owed.push(message);
        this.#attempt(() => this.#pay());
        break;
      case 'close':
        this.#closed = true;
        if (this.#retry !== null) clearTimeout(this.#retry);
        this.#giveUp();
        this.#close();
        parentPort?.close();
        break;
    }
  }

  /** Accounts take turns, so that many or slow queries hold up only the account that asked them. */
  #queue(ask: Ask<Searching>): void {
    const { account } = ask.given;
    const waiting = this.#asked.get(account);
    if (waiting === undefined) this.#asked.set(account, [ask]);
    else waiting.push(ask);
    this.#answerSoon();
  }

  /** Answers one query at a time, and handles messages in between. */
  #answerSoon(): void {
    if (this.#answering || this.#asked.size === 0) return;
    this.#answering = true;
    setImmediate(() => {
      this.#answering = false;
      for (const [account, [ask, ...others]] of this.#asked) {
        this.#asked.delete(account);
        if (others.length > 0) this.#asked.set(account, others);
        if (ask !== undefined) this.#ask(ask);
        break;
      }
      this.#answerSoon();
    });
  }

  /** The thread ends: waiting queries get no answer. */
  #giveUp(): void {
    for (const { number } of [...this.#asked.values()].flat()) {
      post({ kind: 'answer', number, result: null, trouble: null });
    }
    this.#asked.clear();
  }

  #ask({ number, given }: Ask<Searching>): void {
    let answer: Pick<QueryResult, 'result' | 'trouble'>;
    try {
      const follower = this.#open();
      const deadline = performance.now() + CATCH_UP_MS_MAX;
      while (follower.follow() && performance.now() < deadline);
      answer = { result: follower.search(given.account, given.query), trouble: null };
    } catch (error) {
      answer = { result: null, trouble: this.#fault(error) };
    }
    post({ kind: 'answer', number, ...answer });
  }

  /** Follows in slices, so that queries are answered in between. */
  #followSoon(): void {
    if (this.#following) return;
    this.#following = true;
    setImmediate(() => {
      this.#following = false;
      this.#attempt(() => {
        const follower = this.#open();
        if (follower.follow()) {
          post({ kind: 'progress', upto: follower.upto, newest: follower.newest });
          this.#followSoon();
        } else post({ kind: 'complete', upto: follower.upto });
      });
    });
  }

  /** In slices too. */
  #pay(): void {
    const [debt] = this.#owed;
    if (debt === undefined) return;
    if (debt.kind === 'wipe' && this.#open().wipe(debt.rewrite)) {
      setImmediate(() => this.#attempt(() => this.#pay()));
      return;
    }
    if (debt.kind === 'forget') this.#open().forget(debt.ids);
    this.#owed.shift();
    post(debt.kind === 'forget' ? { kind: 'forgotten', ids: debt.ids } : { kind: 'wiped' });
    this.#pay();
  }

  #attempt(work: () => void): void {
    if (this.#closed) return;
    try {
      work();
      this.#report(null);
    } catch (error) {
      this.#report(this.#fault(error));
      this.#retry ??= setTimeout(() => {
        this.#retry = null;
        this.#followSoon();
        this.#attempt(() => this.#pay());
      }, RETRY_MS);
    }
  }

  #report(trouble: string | null): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    post({ kind: 'indexing', trouble });
  }

  #open(): SearchFollower {
    this.#follower ??= new SearchFollower(folder, cacheKiB, (reason) =>
      post({ kind: 'renewed', reason }),
    );
    return this.#follower;
  }

  /** Describes the fault for people. The next attempt opens the files again; damaged ones are then rebuilt. */
  #fault(error: unknown): string {
    const reason = faultOf(error);
    if (reason === null) throw error;
    this.#close();
    return reason;
  }

  #close(): void {
    this.#follower?.close();
    this.#follower = null;
  }
}

function post(message: FromSearch): void {
  parentPort?.postMessage(message);
}

const thread = new SearchThread();
parentPort?.on('message', (message: ToSearch | { kind: 'close' }) => thread.received(message));
post({ kind: 'ready' });
thread.received({ kind: 'follow' });
