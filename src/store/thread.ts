/** A worker thread that restarts when it dies. */
import { basename, extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The delay before a restart, so that a thread that dies at once does not keep the machine busy. */
const RESTART_MS = 1000;

export interface ThreadOwner<From> {
  received(message: From): void;
  /** The thread ended unexpectedly, and open requests get no answer. This is a bug. */
  died(reason: string): void;
}

/** `path`: its file below this folder, without the extension. */
export class Thread<To extends { readonly kind: string }, From> {
  readonly #url: URL;
  readonly #name: string;
  readonly #data: unknown;
  readonly #owner: ThreadOwner<From>;
  #worker: Worker | null = null;
  #restart: NodeJS.Timeout | null = null;
  #closed: (() => void) | null = null;

  constructor(path: string, data: unknown, owner: ThreadOwner<From>) {
    // TypeScript in a checkout, compiled JavaScript in a package.
    this.#url = new URL(`./${path}${extname(import.meta.url)}`, import.meta.url);
    this.#name = basename(path);
    this.#data = data;
    this.#owner = owner;
    this.#start();
  }

  /** @returns false while there is no thread */
  post(message: To, transfer: ArrayBuffer[] = []): boolean {
    this.#worker?.postMessage(message, transfer);
    return this.#worker !== null;
  }

  /** Asks the thread to end, and waits until it has. */
  async close(): Promise<void> {
    if (this.#restart !== null) clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === null) return;
    const closed = new Promise<void>((resolve) => {
      this.#closed = resolve;
    });
    worker.postMessage({ kind: 'close' });
    await closed;
  }

  #start(): void {
    let reason = 'it ended';
    // Flags of the main thread, such as --input-type, do not apply to this one.
    const worker = new Worker(this.#url, {
      name: this.#name,
      workerData: this.#data,
      execArgv: [],
    });
    this.#worker = worker;
    worker.on('message', (message: From) => this.#owner.received(message));
    worker.on('error', (error) => {
      reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    worker.on('exit', () => {
      this.#worker = null;
      if (this.#closed !== null) {
        this.#closed();
        return;
      }
      this.#restart = setTimeout(() => this.#start(), RESTART_MS);
      this.#owner.died(`${this.#name}: ${reason}`);
    });
  }
}
