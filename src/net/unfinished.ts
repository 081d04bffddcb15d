/** Input of one peer that is not whole yet: how much of it is kept, and since when. */
import type { Deadlines } from './deadlines.ts';
import type { Peers } from './peers.ts';

export class Unfinished {
  /** What is kept in all. */
  bytes = 0;
  /** Is it the beginning of a TLS connection? */
  handshake = false;
  readonly #peers: Peers;
  readonly #deadlines: Deadlines;
  /** Of these, what is kept below the gateway. */
  #underwayBytes = 0;
  /** Besides, and without a deadline: what whoever reads the stream takes. */
  #costBytes = 0;

  constructor(peers: Peers, deadlines: Deadlines) {
    this.#peers = peers;
    this.#deadlines = deadlines;
  }

  /** The gateway keeps `held` bytes; with `progress`, the deadline starts anew. */
  holds(held: number, progress: boolean, handshake = false): void {
    this.handshake = handshake;
    const bytes = held + this.#underwayBytes;
    if (progress || this.bytes === 0) this.#deadlines.unfinishedSince = this.#peers.now;
    if (bytes === this.bytes) return;
    const more = bytes - this.bytes;
    this.bytes = bytes;
    this.#count(more);
  }

  /** What wraps the stream keeps `bytes`. */
  underway(bytes: number): void {
    this.#deadlines.seenAt = this.#peers.now;
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
    this.#peers.unfinishedBytes += more;
    if (more <= 0) return;
    if (this.#peers.unfinishedBytes > this.#peers.settings.unfinishedBytesTotalMax) {
      this.#peers.relieveUnfinished();
    }
  }

  close(): void {
    this.#peers.unfinishedBytes -= this.counted;
  }
}
