/**
 * Decides when one connection may execute commands: within its rate, within its slice of a turn, and while no answer
 * must come first.
 */

import { TokenBucket } from '../rates/token-bucket.ts';
import type { Peers, Slowed } from './peers.ts';
import type { Sliced } from './slices.ts';

/** The connection, which resumes when it may. */
interface Paced {
  goOn(): void;
}

export class Pace implements Sliced, Slowed {
  /** Must an answer come before anything else? */
  waiting = false;
  readonly #paced: Paced;
  readonly #peers: Peers;
  readonly #allowance: TokenBucket;
  #overRate = false;
  #sliceOver = false;

  constructor(paced: Paced, peers: Peers) {
    this.#paced = paced;
    this.#peers = peers;
    this.#allowance = new TokenBucket(peers.settings.messageRate, peers.now);
  }

  /** Must it wait for its rate, its slice or an answer? */
  get heldUp(): boolean {
    return this.#overRate || this.#sliceOver || this.waiting;
  }

  /** May one more command be executed? If not, the connection resumes later. */
  mayExecute(): boolean {
    if (this.#sliceOver) return false;
    const peers = this.#peers;
    if (!this.#overRate && this.#allowance.has(peers.now)) {
      if (peers.slices.left > 0 || peers.slices.goesOn()) return true;
      this.#sliceOver = true;
      peers.slices.wait(this);
      return false;
    }
    if (!this.#overRate) peers.slowDown(this);
    this.#overRate = true;
    return false;
  }

  executed(): void {
    this.#allowance.take();
    this.#peers.slices.left--;
  }

  /** Its rate allows more again. */
  rested(): void {
    this.#overRate = false;
    this.#paced.goOn();
  }

  nextSlice(): void {
    this.#sliceOver = false;
    this.#paced.goOn();
  }

  /** Call when the connection has ended. */
  close(): void {
    this.#peers.rests(this);
  }
}
