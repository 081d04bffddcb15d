/** The thread that writes chinwag.db: commits a batch at a time, and recovers when the disk does. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { futureEntries, mendTimes } from '../clock/future-entries.ts';
import { systemNow } from '../clock/store-clock.ts';
import { DATABASE_FILE, number } from '../database/database.ts';
import { openDatabase, rewrite } from '../database/opening.ts';
import { doomEarlierTexts } from '../erase/earlier-texts.ts';
import { Eraser } from '../erase/eraser.ts';
import { recordErasures } from '../erase/erasure-record.ts';
import { applyRecordedErasures } from '../erase/recorded-erasures.ts';
import { isFarAhead, Retention } from '../erase/retention.ts';
import { faultOf, primaryCode, SQLITE_FULL, StoreError } from '../store-error.ts';
import { keepOneSpelling } from '../tables/bans.ts';
import { TABLES } from '../tables/tables.ts';
import type { PackedBatch } from './batch.ts';
import { Entries } from './entries.ts';
import { readSnapshot } from './snapshot.ts';
import type { FromWriter, ToWriter, WriterData } from './writer-messages.ts';

const { folder, settings, faults, clockAhead } = workerData as WriterData;
const systemTime = systemNow(clockAhead);

class WriterThread {
  readonly #database: DatabaseSync;
  readonly #store: string;
  readonly #entries: Entries;
  /** The remains of a failed commit that are not rolled back yet: may it be in the write-ahead log? */
  #failed: 'not written' | 'perhaps written' | null = null;
  /** The last epoch in which a batch failed. */
  #failedEpoch = -1;
  #pagesMax = 0;

  readonly #retention: Retention;
  readonly #eraser: Eraser;

  constructor() {
    this.#database = openDatabase(folder, settings);
    const now = systemTime();
    applyRecordedErasures(this.#database, folder, now);
    this.#forgetWhatIsOver(now);
    keepOneSpelling(this.#database);
    this.#retention = new Retention(settings, systemTime, post);
    this.#retention.open(this.#database);
    if (!settings.keepEdits) doomEarlierTexts(this.#database);
    // Shows that the folder is writable.
    rewrite(this.#database);
    this.#entries = new Entries(this.#database, settings.keepEdits);
    const snapshot = readSnapshot(this.#database);
    this.#store = snapshot.store;
    this.#eraser = new Eraser(
      { folder, retains: this.#retention.isFinite },
      this.#retention,
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
      case 'retention':
        this.#answer('retention', () => this.#heldBack(message.erase));
        break;
      case 'future':
        this.#answer('future', () => this.#future(message.mend));
        break;
      case 'close':
        this.#eraser.close();
        if (this.#database.isOpen) this.#database.close();
        parentPort?.close();
        break;
    }
  }

  /**
   * Deletes expired rows, but not by a clock that may be wrong: they might not have expired. They have no effect
   * meanwhile.
   */
  #forgetWhatIsOver(now: number): void {
    if (isFarAhead(this.#database, now)) {
      post({
        kind: 'note',
        message: 'the clock is far ahead of the newest entry',
        details: { now: new Date(now).toISOString() },
      });
      return;
    }
    const over = TABLES.flatMap(({ name, over: column }) =>
      column === undefined ? [] : `DELETE FROM ${name} WHERE ${column} < ${now};`,
    );
    this.#database.exec(`BEGIN IMMEDIATE; ${over.join(' ')} COMMIT;`);
  }

  #heldBack(erase: boolean): void {
    const held = this.#retention.heldBack(this.#database);
    if (erase) this.#retention.confirm(this.#database);
    // The eraser starts first, so that the receiver of the answer can wait for it.
    this.#eraser.start();
    post({ kind: 'retention', held });
  }

  #future(mend: boolean): void {
    const now = systemTime();
    const found = futureEntries(this.#database, now);
    if (mend) {
      mendTimes(this.#database, now);
      this.#entries.forget();
    }
    const newestAt = number(this.#database, 'SELECT newest_at FROM state');
    post({ kind: 'future', found, newestAt });
  }

  /** Answers with the reason on an operating fault; the thread goes on. */
  #answer(of: 'retention' | 'future', work: () => void): void {
    try {
      this.#recover();
      work();
    } catch (error) {
      const reason = faultOf(error);
      if (reason === null) throw error;
      post({ kind: 'unanswered', of, reason });
    }
  }

  #batch(batch: PackedBatch): void {
    const { epoch, numbers, bytes } = batch;
    let failure: string | null = null;
    // It was on its way behind a failed one.
    if (epoch <= this.#failedEpoch) failure = '';
    else {
      try {
        this.#recover();
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
    // An empty batch is a probe: can anything be written?
    if (batch.count === 0) rewrite(this.#database);
    this.#inject();
    this.#database.exec('COMMIT');
    if (erasing) this.#erase(batch);
  }

  /** Records removals before they are acknowledged. */
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
      // The removal is committed all the same. The eraser does not finish before it is recorded.
      post({ kind: 'trouble', message: reason });
    }
    this.#eraser.start();
  }

  /** Rolls back after a failed commit; steps that fail now are repeated before the next one. */
  #takeBack(error: unknown): void {
    this.#failed = primaryCode(error) === SQLITE_FULL ? 'not written' : 'perhaps written';
    try {
      this.#recover();
    } catch (second) {
      if (faultOf(second) === null) throw second;
    }
  }

  /**
   * A failed sync may leave the whole commit in the log, where the next start would find it although nobody was told
   * that it is stored. The next commit overwrites it, so one is made at once, even if it cannot be synced either. The
   * connection stays open for that: closing the last one would make SQLite read the log again, and find the commit as
   * well.
   */
  #recover(): void {
    if (this.#failed === null) return;
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    this.#entries.forget();
    if (this.#failed === 'perhaps written') {
      rewrite(this.#database);
    }
    this.#failed = null;
  }

  /** Injects faults for tests: see Faults. */
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
