/** The thread that writes chinwag.db: commits a batch at a time, and recovers when the disk does. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { PackedBatch } from './batch.ts';
import { connect, DATABASE_FILE, openDatabase } from './database.ts';
import { Entries } from './entries.ts';
import { Eraser } from './eraser.ts';
import { recordErasures } from './erasure-record.ts';
import { applyRecordedErasures } from './recorded-erasures.ts';
import { readSnapshot } from './snapshot.ts';
import { faultOf, primaryCode, SQLITE_FULL, StoreError } from './store-error.ts';
import type { FromWriter, ToWriter, WriterData } from './writer-messages.ts';

const { folder, settings, faults } = workerData as WriterData;

class WriterThread {
  #database: DatabaseSync;
  readonly #store: string;
  #entries: Entries;
  /** The last epoch in which a batch failed. */
  #failedEpoch = -1;
  #pagesMax = 0;

  readonly #eraser: Eraser;

  constructor() {
    this.#database = openDatabase(folder, settings);
    const now = Date.now();
    applyRecordedErasures(this.#database, folder, now);
    // Shows as well that the folder can be written.
    this.#database.exec(`
      BEGIN IMMEDIATE;
      DELETE FROM invitations WHERE expires_at < ${now};
      DELETE FROM reservations WHERE until < ${now};
      UPDATE state SET newest_at = newest_at;
      COMMIT;
    `);
    this.#entries = new Entries(this.#database);
    const snapshot = readSnapshot(this.#database);
    this.#store = snapshot.store;
    this.#eraser = new Eraser(
      { folder, keepMessagesMs: settings.keepMessagesMs },
      () => (this.#database.isOpen ? this.#database : null),
      post,
    );
    this.#eraser.start();
    post({ kind: 'ready', ...snapshot });
  }

  received(message: ToWriter): void {
    switch (message.kind) {
      case 'batch':
        this.#batch(message);
        break;
      case 'forgotten':
        this.#eraser.forgotten(message.ids);
        break;
      case 'wiped':
        this.#eraser.wiped();
        break;
      case 'close':
        this.#eraser.close();
        if (this.#database.isOpen) this.#database.close();
        parentPort?.close();
        break;
    }
  }

  #batch(batch: PackedBatch): void {
    const { epoch, numbers, bytes } = batch;
    let failure: string | null = null;
    // Behind one that failed: these were on their way.
    if (epoch <= this.#failedEpoch) failure = '';
    else {
      try {
        this.#reconnect();
        this.#commit(batch);
      } catch (error) {
        failure = faultOf(error);
        if (failure === null) throw error;
        this.#failedEpoch = epoch;
        this.#takeBack(error);
      }
    }
    post({ kind: 'result', epoch, failure, numbers, bytes }, [numbers.buffer, bytes.buffer]);
  }

  #commit(batch: PackedBatch): void {
    this.#database.exec('BEGIN IMMEDIATE');
    const erasing = this.#entries.apply(batch);
    this.#inject();
    this.#database.exec('COMMIT');
    if (erasing) this.#erase(batch);
  }

  /** Before anybody is told that it is done, the record has it. */
  #erase({ others }: PackedBatch): void {
    const removed = others.filter((change) => change.kind === 'account-removed');
    try {
      recordErasures(
        folder,
        this.#store,
        removed.map(({ account }) => account),
      );
    } catch (error) {
      const reason = faultOf(error);
      if (reason === null) throw error;
      // It is committed nevertheless. The eraser does not finish before it is recorded.
      post({ kind: 'trouble', message: reason });
    }
    this.#eraser.start();
  }

  /**
   * After a failed commit. A sync that failed may leave the whole commit in the log, where the next start would find
   * what nobody was told is stored; the next commit writes over it, so one is made at once. If it fails too, the one
   * after it does the same.
   */
  #takeBack(error: unknown): void {
    const code = primaryCode(error);
    try {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
      if (code !== SQLITE_FULL) {
        this.#database.close();
        this.#reconnect();
        this.#database.exec('UPDATE state SET newest_at = newest_at');
      }
      this.#entries.forget();
    } catch (second) {
      if (faultOf(second) === null) throw second;
      // The next batch opens it again, and forgets what was not committed.
      if (this.#database.isOpen) this.#database.close();
    }
  }

  #reconnect(): void {
    if (this.#database.isOpen) return;
    this.#database = connect(join(folder, DATABASE_FILE), settings);
    this.#entries = new Entries(this.#database);
  }

  /** See Faults. */
  #inject(): void {
    if (faults === null) return;
    const [code = 0, pagesMax = 0] = faults;
    if (code < 0) throw new Error('a test wants the writer to die');
    if (pagesMax !== this.#pagesMax) {
      this.#database.exec(`PRAGMA max_page_count = ${pagesMax || 0xfffffffe}`);
      this.#pagesMax = pagesMax;
    }
    if (code > 0) throw Object.assign(new Error('a test wants this'), { errcode: code });
  }
}

function post(message: FromWriter, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

try {
  const thread = new WriterThread();
  parentPort?.on('message', (message: ToWriter) => thread.received(message));
} catch (error) {
  const reason = error instanceof StoreError ? error.message : faultOf(error);
  if (reason === null) throw error;
  post({
    kind: 'refused',
    reason: error instanceof StoreError ? reason : `${join(folder, DATABASE_FILE)}: ${reason}`,
  });
}
