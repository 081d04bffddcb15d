/** When one connection may execute: within its rate, in its slice of a turn, and while no answer must come first. */

import { TokenBucket } from '../rates/token-bucket.ts';
import type { Peers, Slowed } from './peers.ts';
import type { Sliced } from './slices.ts';

/** What goes on when it may. */
interface Paced {
  goOn(): void;
}

export class Pace implements Sliced, Slowed {
  /** Must answers come before anything else? */
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

  /** Must it wait for time to pass, or for answers? */
  get heldUp(): boolean {
    return this.#overRate || this.#sliceOver || this.waiting;
  }

  /** May one more be executed? If not, it goes on when it may. */
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

  /** Some time has passed since it was over its rate. */
  rested(): void {
    this.#overRate = false;
    this.#paced.goOn();
  }

  nextSlice(): void {
    this.#sliceOver = false;
    this.#paced.goOn();
  }

  /** The connection is gone. */
  close(): void {
    this.#peers.rests(this);
  }
}
