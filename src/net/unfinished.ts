/** Input of one peer that is not whole yet: how much of it is kept, and since when. */
import type { Deadlines } from './deadlines.ts';
import type { NetSettings } from './settings.ts';

/** What the peers of a server keep together. */
export interface UnfinishedTotal {
  readonly settings: NetSettings;
  /** Milliseconds, as of the last sweep. */
  readonly now: number;
  /** Bytes of messages that are not whole, of all peers. */
  unfinishedBytes: number;
  /** There are too many: the peers that hold most are cut off. */
  relieveUnfinished(): void;
}

export class Unfinished {
  /** What is kept in all. */
  bytes = 0;
  /** Is it the beginning of a TLS connection? */
  handshake = false;
  readonly #all: UnfinishedTotal;
  readonly #deadlines: Deadlines;
  /** Of these, what is kept below the gateway. */
  #underwayBytes = 0;
  /** Besides, and without a deadline: what whoever reads the stream takes. */
  #costBytes = 0;

  constructor(all: UnfinishedTotal, deadlines: Deadlines) {
    this.#all = all;
    this.#deadlines = deadlines;
  }

  /** The gateway keeps `held` bytes; with `progress`, the deadline starts anew. */
  holds(held: number, progress: boolean, handshake = false): void {
    this.handshake = handshake;
    const bytes = held + this.#underwayBytes;
    if (progress || this.bytes === 0) this.#deadlines.unfinishedSince = this.#all.now;
    if (bytes === this.bytes) return;
    const more = bytes - this.bytes;
    this.bytes = bytes;
    this.#count(more);
  }

  /** What wraps the stream keeps `bytes`. */
  underway(bytes: number): void {
    this.#deadlines.seenAt = this.#all.now;
    if (bytes === this.#underwayBytes) return;
    const held = this.bytes - this.#underwayBytes;
    this.#underwayBytes = bytes;
    this.holds(held, false);
  }

  costs(bytes: number): void {
    this.#count(bytes - this.#costBytes);
    this.#costBytes = bytes;
  }

  /** All that counts in the total. */
  get counted(): number {
    return this.bytes + this.#costBytes;
  }

  #count(more: number): void {
    this.#all.unfinishedBytes += more;
    if (more <= 0) return;
    if (this.#all.unfinishedBytes > this.#all.settings.unfinishedBytesTotalMax) {
      this.#all.relieveUnfinished();
    }
  }

  close(): void {
    this.#all.unfinishedBytes -= this.counted;
  }
}
