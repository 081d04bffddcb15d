/**
 * The log as the hub sees it: gathers entries during a turn of the event loop, and while batches are under way, and
 * posts them to the writer thread.
 */
import type { Change, Cursor, Log, Outcome } from '../../chat/storage.ts';
import { type Now, systemNow } from '../clock/store-clock.ts';
import { type Damage, Health } from '../health.ts';
import { StoreError } from '../store-error.ts';
import type { StoreLog } from '../store-log.ts';
import { Thread } from '../thread.ts';
import { Batch, type BatchResult, FIELDS, type Note } from './batch.ts';
import type { Snapshot } from './snapshot.ts';
import type { FromWriter, ToWriter, WriterData } from './writer-messages.ts';

/** One is being committed and the next waits, so that the writer never waits for the main thread. */
const IN_FLIGHT_MAX = 2;
/** The longest that positions wait for a batch to carry them. */
const NOTES_MS_MAX = 200;
/** The delay before another attempt. */
const NOTES_RETRY_MS = 1000;
/** How often it probes storage while nothing can be stored. */
const PROBE_MS = 1000;

const FAILED: Outcome = { kind: 'failed' };

type Done = (outcome: Outcome) => void;
export type FromEraser = Extract<
  FromWriter,
  {
    kind:
      | 'forget'
      | 'wipe'
      | 'released'
      | 'erasing'
      | 'trouble'
      | 'note'
      | 'warning'
      | 'retention'
      | 'future'
      | 'unanswered';
  }
>;

export interface WriterOwner {
  erasing(message: FromEraser): void;
  /** The log has grown up to the entry `newest`. */
  grown(newest: number): void;
}

interface Gathered {
  readonly number: number;
  readonly batch: Batch;
  readonly done: Done[];
}

export class Writer implements Pick<Log, 'append' | 'note' | 'pendingBytes'> {
  /** The state at the start. Rejects with a StoreError when the folder cannot be used. */
  readonly ready: Promise<Snapshot>;
  pendingBytes = 0;
  readonly #thread: Thread<ToWriter, FromWriter>;
  readonly #health: Health;
  readonly #log: StoreLog;
  readonly #owner: WriterOwner;
  readonly #now: Now;
  readonly #opened = Promise.withResolvers<Snapshot>();
  /** Is there a thread that takes batches? */
  #running = false;
  /** The folder could not be opened again; this is no bug. */
  #refused = false;
  /** Was a thread ever ready? */
  #everOpen = false;
  /** Batches are numbered in the order in which they are settled. */
  #gathering: Gathered = { number: 1, batch: new Batch(), done: [] };
  /** Full batches that are not sent yet. */
  #full: Gathered[] = [];
  /** Sent in this epoch, oldest first. */
  #sent: Gathered[] = [];
  /** Batches of any epoch that have not come back. */
  #outstanding = 0;
  #epoch = 0;
  #settled = 0;
  #sendScheduled = false;
  #notesTimer: NodeJS.Timeout | null = null;
  #probeTimer: NodeJS.Timeout | null = null;
  #newestAt = 0;
  readonly #spare: BatchResult[] = [];
  #barriers: { readonly number: number; readonly reached: () => void }[] = [];

  constructor(data: WriterData, log: StoreLog, owner: WriterOwner, damage: Damage) {
    this.#log = log;
    this.#owner = owner;
    this.#now = systemNow(data.clockAhead);
    this.#health = new Health(
      'messages cannot be stored',
      'messages are stored again',
      log,
      damage,
    );
    this.ready = this.#opened.promise;
    this.#thread = new Thread('writer/writer-thread', data, {
      received: (message: FromWriter) => this.#received(message),
      died: (reason) => this.#died(reason),
    });
  }

  /** The time of the newest entry, as far as it is known here. */
  get newestAt(): number {
    return this.#newestAt;
  }

  /** The current fault in one line; null: none. */
  get trouble(): string | null {
    return this.#health.trouble;
  }

  append(change: Change, done: Done): void {
    const bytes = 'text' in change ? change.text.length : 0;
    if (!this.#gathering.batch.hasRoomFor(bytes)) {
      this.#full.push(this.#gathering);
      this.#gathering = this.#newBatch();
    }
    const now = this.#now();
    // While the clock is behind, time stands still here.
    if (now > this.#newestAt) this.#newestAt = now;
    const { batch } = this.#gathering;
    if (change.kind === 'message') batch.addMessage(change, this.#newestAt);
    else batch.addOther(change, this.#newestAt);
    this.#gathering.done.push(done);
    this.pendingBytes += bytes;
    this.#sendSoon();
  }

  note(cursor: Cursor): void {
    addNote(this.#gathering.batch, { cursor, position: this.#gathering.batch.count });
    this.#notesTimer ??= setTimeout(() => this.#sendNotes(), NOTES_MS_MAX);
  }

  /**
   * Calls `reached`, asynchronously, when everything appended so far is durable or has failed; with `notes`, everything
   * noted as well.
   */
  barrier(notes: boolean, reached: () => void): void {
    const { number, batch } = this.#gathering;
    const waits = batch.count > 0 || (notes && batch.notes.size > 0);
    const until = waits ? number : number - 1;
    if (until <= this.#settled) setImmediate(reached);
    else this.#barriers.push({ number: until, reached });
    if (waits) this.#sendSoon();
  }

  /** The clock is confirmed: forgets the lead, while the writer mends stored times (see future-entries.ts). */
  mendTimes(): void {
    // Sent batches are mended by the writer.
    this.#newestAt = this.#now();
    for (const { batch } of [...this.#full, this.#gathering]) batch.restamp(this.#newestAt);
    this.post({ kind: 'future', mend: true });
  }

  post(message: ToWriter): void {
    this.#thread.post(message);
  }

  /** Entries that are not settled by the end of this are lost. */
  async close(): Promise<void> {
    if (this.#notesTimer !== null) clearTimeout(this.#notesTimer);
    if (this.#probeTimer !== null) clearTimeout(this.#probeTimer);
    await this.#thread.close();
  }

  #newBatch(): Gathered {
    const buffers = this.#spare.pop();
    return {
      number: this.#gathering.number + 1,
      batch: new Batch(buffers?.numbers, buffers?.bytes),
      done: [],
    };
  }

  #sendSoon(): void {
    if (this.#sendScheduled) return;
    this.#sendScheduled = true;
    setImmediate(() => {
      this.#sendScheduled = false;
      this.#send();
    });
  }

  #sendNotes(): void {
    this.#notesTimer = null;
    if (!this.#gathering.batch.empty) this.#send();
  }

  /** `probe`: also sends an empty batch, to see whether anything can be stored. */
  #send(probe = false): void {
    while (this.#running && this.#outstanding < IN_FLIGHT_MAX) {
      let next = this.#full.shift();
      if (next === undefined) {
        if (this.#gathering.batch.empty && !(probe && this.#outstanding === 0)) return;
        next = this.#gathering;
        this.#gathering = this.#newBatch();
      }
      const packed = next.batch.pack(this.#epoch);
      this.#thread.post(packed, [packed.numbers.buffer, packed.bytes.buffer]);
      this.#sent.push(next);
      this.#outstanding++;
    }
  }

  #received(message: FromWriter): void {
    switch (message.kind) {
      case 'result':
        this.#outstanding--;
        if (message.epoch === this.#epoch) this.#result(message);
        this.#recycle(message);
        this.#send();
        break;
      case 'ready':
        this.#running = true;
        this.#refused = false;
        this.#everOpen = true;
        this.#newestAt = Math.max(this.#newestAt, message.newestAt);
        this.#opened.resolve(message);
        this.#send();
        break;
      case 'refused':
        this.#refused = true;
        this.#opened.reject(new StoreError(message.reason));
        // At the start, the caller reports it; later it is logged.
        if (this.#everOpen) this.#fail(message.reason);
        break;
      case 'future':
        this.#newestAt = Math.max(this.#newestAt, message.newestAt);
        this.#owner.erasing(message);
        break;
      default:
        this.#owner.erasing(message);
    }
  }

  #result({ failure, numbers }: BatchResult): void {
    if (failure !== null) {
      this.#fail(failure);
      return;
    }
    this.#health.worked();
    const { number, batch, done } = this.#sent.shift() as Gathered;
    this.#settled = number;
    this.pendingBytes -= batch.textBytes;
    let newest = 0;
    for (let i = 0; i < done.length; i++) {
      const at = numbers[FIELDS * i] as number;
      const id = numbers[FIELDS * i + 1] as number;
      if (id > newest) newest = id;
      (done[i] as Done)(id > 0 ? { kind: 'durable', id, at } : { kind: 'repeated', id: -id, at });
    }
    if (done.length > 0) this.#owner.grown(newest);
    this.#reachBarriers();
  }

  /** Fails everything that is not settled; later entries are tried. */
  #fail(reason: string): void {
    this.#health.failed(reason);
    const failed = [...this.#sent, ...this.#full, this.#gathering];
    this.#epoch++;
    this.#sent = [];
    this.#full = [];
    this.#gathering = this.#newBatch();
    for (const { batch } of failed) {
      // Positions are not lost.
      for (const { cursor } of batch.notes.values()) {
        addNote(this.#gathering.batch, { cursor, position: 0 });
      }
      this.pendingBytes -= batch.textBytes;
    }
    if (this.#gathering.batch.notes.size > 0) {
      this.#notesTimer ??= setTimeout(() => this.#sendNotes(), NOTES_RETRY_MS);
    }
    this.#probeTimer ??= setTimeout(() => {
      this.#probeTimer = null;
      this.#send(true);
    }, PROBE_MS).unref();
    this.#settled = this.#gathering.number - 1;
    for (const { done } of failed) for (const one of done) one(FAILED);
    this.#reachBarriers();
  }

  #died(reason: string): void {
    this.#running = false;
    this.#outstanding = 0;
    if (!this.#refused) this.#log.failed(`a bug ended a thread of storage: ${reason}`);
    this.#opened.reject(new StoreError(`storage cannot start: ${reason}`));
    if (this.#everOpen) this.#fail('the thread that writes ended');
  }

  #reachBarriers(): void {
    if (this.#barriers.length === 0) return;
    const reached = this.#barriers.filter(({ number }) => number <= this.#settled);
    this.#barriers = this.#barriers.filter(({ number }) => number > this.#settled);
    for (const one of reached) one.reached();
  }

  #recycle(result: BatchResult): void {
    if (this.#spare.length <= IN_FLIGHT_MAX) this.#spare.push(result);
  }
}

/** Only the last note of a key counts; it takes the place where it was noted. */
function addNote(batch: Batch, note: Note): void {
  const { cursor } = note;
  const key =
    cursor.kind === 'received' ? `${cursor.account}/${cursor.device}` : `${cursor.account}`;
  batch.notes.delete(key);
  batch.notes.set(key, note);
}
