/** The thread of search: follows the log, answers, and forgets what is to be erased. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Ask } from '../reader/archive-messages.ts';
import { faultOf } from '../store-error.ts';
import { SearchFollower } from './search-follower.ts';
import type { FromSearch, SearchData, ToSearch } from './search-messages.ts';

/** A question waits so long for what was written just before it; an index that is far behind answers as it is. */
const CATCH_UP_MS_MAX = 250;
/** After a fault it is tried again. */
const RETRY_MS = 1000;

const { folder, cacheKiB } = workerData as SearchData;

class SearchThread {
  /** Questions that wait, by the account that asks; whose turn is next comes first. None is empty. */
  readonly #asked = new Map<number, Ask[]>();
  #answering = false;
  #follower: SearchFollower | null = null;
  #following = false;
  /** What keeps it from following the log. */
  #trouble: string | null = null;
  /** What must be done even if it takes several attempts. */
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

  /** Accounts take turns: whoever asks much, or what takes long, waits for it alone. */
  #queue(ask: Ask): void {
    const account = ask.query.of === 'search' ? ask.query.account : 0;
    const waiting = this.#asked.get(account);
    if (waiting === undefined) this.#asked.set(account, [ask]);
    else waiting.push(ask);
    this.#answerSoon();
  }

  /** One at a time: in between it hears what is asked meanwhile, and whether it shall end. */
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

  /** It ends: nobody who could be told waits for what was asked. */
  #giveUp(): void {
    for (const { number } of [...this.#asked.values()].flat()) {
      post({ kind: 'answer', number, result: null, trouble: null });
    }
    this.#asked.clear();
  }

  #ask({ number, query }: Ask): void {
    let answer: Pick<Answer, 'result' | 'trouble'>;
    try {
      if (query.of !== 'search') throw new Error('only search is answered here');
      const follower = this.#open();
      const deadline = performance.now() + CATCH_UP_MS_MAX;
      while (follower.follow() && performance.now() < deadline);
      answer = { result: follower.search(query.account, query.query), trouble: null };
    } catch (error) {
      answer = { result: null, trouble: this.#fault(error) };
    }
    post({ kind: 'answer', number, ...answer });
  }

  /** In slices, so that questions are answered between them. */
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

  /** What went wrong, for people. It starts from the files next time: what is damaged is then made anew. */
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
