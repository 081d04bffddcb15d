/**
 * A batch of entries on its way to the writer: numbers and texts in two buffers that are transferred, so that a message
 * costs neither an object nor a copy of one. The writer answers in the same numbers, and the buffers are reused.
 */
import type { Change, Cursor } from '../../chat/storage.ts';
import type { MessageExtras, MessageSent } from '../../chat/stored/message.ts';

export const BATCH_ENTRIES_MAX = 4096;
export const BATCH_BYTES_MAX = 4 * 1024 * 1024;
const BYTES_INITIAL = 64 * 1024;

/** Numbers of an entry: time, author, recipient, length of the text, flags. */
export const FIELDS = 5;
/** The length of an entry that is no message; it is the next of `others`. */
export const OTHER = -1;
export const WAITS = 1;
/** Its key is the next of `keys`. */
export const KEYED = 2;
/** Its extras are the next of `extras`. */
export const EXTRA = 4;

/** A cursor, noted after `position` entries of the batch. */
export interface Note {
  readonly cursor: Cursor;
  readonly position: number;
}

/** A batch as posted to the writer. */
export interface PackedBatch {
  readonly kind: 'batch';
  /** After a failure, all batches of the same epoch fail. */
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
 * The answer of the writer. In place of its author, each entry has its new id; or, negative, the id of the stored entry
 * with the same key, and then the time of that one.
 */
export interface BatchResult {
  readonly kind: 'result';
  readonly epoch: number;
  /** Why none of it is stored, for the operator; null when it is. */
  readonly failure: string | null;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A batch under construction. */
export class Batch {
  readonly #numbers: Float64Array<ArrayBuffer>;
  #bytes: Uint8Array<ArrayBuffer>;
  #bytesUsed = 0;
  readonly #keys: string[] = [];
  readonly #extras: MessageExtras[] = [];
  readonly #others: Change[] = [];
  /** Only the last note of each key counts. */
  readonly notes = new Map<string, Note>();
  count = 0;
  /** Bytes of texts. */
  textBytes = 0;

  /** Reuses returned buffers, or allocates new ones. */
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

  /** The caller has checked that there is room. */
  addMessage(message: MessageSent, at: number): void {
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

  addOther(change: Exclude<Change, MessageSent>, at: number): void {
    this.#put(at, 0, 0, OTHER, 0);
    if (change.kind !== 'edited') {
      this.#others.push(change);
      return;
    }
    // The text is only lent, so it is copied.
    this.#others.push({ ...change, text: change.text.slice() });
    this.textBytes += change.text.length;
  }

  /** Limits the times in it to `at`: the clock was wrong. */
  restamp(at: number): void {
    const numbers = this.#numbers;
    for (let i = 0; i < FIELDS * this.count; i += FIELDS) {
      if ((numbers[i] as number) > at) numbers[i] = at;
    }
  }

  /** Transfers the buffers: nothing may be added afterwards. */
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
