/** Input of one peer that is not whole yet: how much of it is kept, and since when. */
import type { Deadlines } from './deadlines.ts';
import type { Peers } from './peers.ts';

export class Unfinished {
  /** What is kept in all. */
  bytes = 0;
  readonly #peers: Peers;
  readonly #deadlines: Deadlines;
  /** Of these, what is kept below the gateway. */
  #underwayBytes = 0;

  constructor(peers: Peers, deadlines: Deadlines) {
    this.#peers = peers;
    this.#deadlines = deadlines;
  }

  /** The gateway keeps `held` bytes; with `progress`, the deadline starts anew. */
  holds(held: number, progress: boolean): void {
    const bytes = held + this.#underwayBytes;
    if (progress || this.bytes === 0) this.#deadlines.unfinishedSince = this.#peers.now;
    if (bytes === this.bytes) return;
    this.#peers.unfinishedBytes += bytes - this.bytes;
    this.bytes = bytes;
    if (this.#peers.unfinishedBytes > this.#peers.settings.unfinishedBytesTotalMax) {
      this.#peers.relieveUnfinished();
    }
  }

  /** What wraps the stream keeps `bytes`. */
  underway(bytes: number): void {
    this.#deadlines.seenAt = this.#peers.now;
    if (bytes === this.#underwayBytes) return;
    const held = this.bytes - this.#underwayBytes;
    this.#underwayBytes = bytes;
    this.holds(held, false);
  }

  close(): void {
    this.#peers.unfinishedBytes -= this.bytes;
  }
}
