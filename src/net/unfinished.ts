/** Incomplete input of one peer: its size and age. */
import type { Deadlines } from './deadlines.ts';
import type { NetSettings } from './settings.ts';

/** The totals of all peers of a server. */
export interface UnfinishedTotal {
  readonly settings: NetSettings;
  /** Milliseconds, as of the last sweep. */
  readonly now: number;
  /** Bytes of incomplete messages, of all peers. */
  unfinishedBytes: number;
  /** Call when there are too many: cuts the peers that hold most. */
  relieveUnfinished(): void;
}

export class Unfinished {
  /** The number of bytes kept. */
  bytes = 0;
  /** Is it the beginning of a TLS connection? */
  handshake = false;
  readonly #all: UnfinishedTotal;
  readonly #deadlines: Deadlines;
  /** The part that is kept below the gateway. */
  #underwayBytes = 0;
  /** Further memory, without a deadline: that of the stream's reader. */
  #costBytes = 0;

  constructor(all: UnfinishedTotal, deadlines: Deadlines) {
    this.#all = all;
    this.#deadlines = deadlines;
  }

  /** The gateway keeps `held` bytes; `progress` restarts the deadline. */
  holds(held: number, progress: boolean, handshake = false): void {
    this.handshake = handshake;
    const bytes = held + this.#underwayBytes;
    if (progress || this.bytes === 0) this.#deadlines.unfinishedSince = this.#all.now;
    if (bytes === this.bytes) return;
    const more = bytes - this.bytes;
    this.bytes = bytes;
    this.#count(more);
  }

  /** The wrapper of the stream keeps `bytes`. */
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

  /** All bytes that count towards the total. */
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
