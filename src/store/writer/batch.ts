/**
 * A batch of appends as it crosses to the writer: numbers and texts in two buffers that change hands, so that a message
 * costs neither an object nor a copy of one. The writer answers in the same numbers, and the buffers are used again.
 */
import type { Change, Cursor, MessageExtras } from '../../chat/storage.ts';

export const BATCH_ENTRIES_MAX = 4096;
export const BATCH_BYTES_MAX = 4 * 1024 * 1024;
const BYTES_INITIAL = 64 * 1024;

/** Numbers of an entry: when, from, to, the length of its text, flags. */
export const FIELDS = 5;
/** The length of an entry that is no message: it is the next of `others`. */
export const OTHER = -1;
export const WAITS = 1;
/** Its key is the next of `keys`. */
export const KEYED = 2;
/** What else it has is the next of `extras`. */
export const EXTRA = 4;

/** A cursor, noted when `position` entries of the batch had been appended. */
export interface Note {
  readonly cursor: Cursor;
  readonly position: number;
}

/** To the writer. */
export interface PackedBatch {
  readonly kind: 'batch';
  /** Batches of an epoch in which one failed fail too. */
  readonly epoch: number;
  readonly count: number;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly keys: readonly string[];
  readonly extras: readonly MessageExtras[];
  readonly others: readonly Change[];
  readonly notes: readonly Note[];
}

/**
 * From the writer. In the place of whom an entry is from there is its id now; or, negative, the id of the entry that
 * has its key already, and then its time is that of the other.
 */
export interface BatchResult {
  readonly kind: 'result';
  readonly epoch: number;
  /** Why none of it is stored, for the operator; null when it is. */
  readonly failure: string | null;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Message = Extract<Change, { kind: 'message' }>;

/** A batch being gathered. */
export class Batch {
  readonly #numbers: Float64Array<ArrayBuffer>;
  #bytes: Uint8Array<ArrayBuffer>;
  #bytesUsed = 0;
  readonly #keys: string[] = [];
  readonly #extras: MessageExtras[] = [];
  readonly #others: Change[] = [];
  /** The last of its kind counts. */
  readonly notes = new Map<string, Note>();
  count = 0;
  /** Bytes of texts. */
  textBytes = 0;

  /** In buffers that came back, or in new ones. */
  constructor(numbers?: Float64Array<ArrayBuffer>, bytes?: Uint8Array<ArrayBuffer>) {
    this.#numbers = numbers ?? new Float64Array(FIELDS * BATCH_ENTRIES_MAX);
    this.#bytes = bytes ?? new Uint8Array(BYTES_INITIAL);
  }

  get empty(): boolean {
    return this.count === 0 && this.notes.size === 0;
  }

  hasRoomFor(textBytes: number): boolean {
    return (
      this.count < BATCH_ENTRIES_MAX &&
      (this.textBytes === 0 || this.textBytes + textBytes <= BATCH_BYTES_MAX)
    );
  }

  /** There must be room. */
  addMessage(message: Message, at: number): void {
    const { from, to, key, waits, text, more } = message;
    let flags = (waits ? WAITS : 0) | (key === null ? 0 : KEYED);
    if (key !== null) this.#keys.push(key);
    if (more !== undefined) {
      flags |= EXTRA;
      this.#extras.push(more);
    }
    this.#put(at, from, to, text.length, flags);
    this.#reserve(text.length);
    this.#bytes.set(text, this.#bytesUsed);
    this.#bytesUsed += text.length;
    this.textBytes += text.length;
  }

  addOther(change: Exclude<Change, Message>, at: number): void {
    this.#put(at, 0, 0, OTHER, 0);
    if (change.kind !== 'edited') {
      this.#others.push(change);
      return;
    }
    // The text is lent.
    this.#others.push({ ...change, text: change.text.slice() });
    this.textBytes += change.text.length;
  }

  /** What is in it was appended at `at` at the latest: the clock was wrong. */
  restamp(at: number): void {
    const numbers = this.#numbers;
    for (let i = 0; i < FIELDS * this.count; i += FIELDS) {
      if ((numbers[i] as number) > at) numbers[i] = at;
    }
  }

  /** Its buffers are the receiver's: nothing may be added any more. */
  pack(epoch: number): PackedBatch {
    return {
      kind: 'batch',
      epoch,
      count: this.count,
      numbers: this.#numbers,
      bytes: this.#bytes,
      keys: this.#keys,
      extras: this.#extras,
      others: this.#others,
      notes: [...this.notes.values()],
    };
  }

  #put(at: number, from: number, to: number, length: number, flags: number): void {
    const offset = FIELDS * this.count++;
    const numbers = this.#numbers;
    numbers[offset] = at;
    numbers[offset + 1] = from;
    numbers[offset + 2] = to;
    numbers[offset + 3] = length;
    numbers[offset + 4] = flags;
  }

  #reserve(length: number): void {
    const needed = this.#bytesUsed + length;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#bytesUsed));
    this.#bytes = larger;
  }
}
