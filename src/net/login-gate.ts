/** How often one address may log in anew. */

import { addressGroup, isLoopback } from '../chat/addresses.ts';
import type { LoginGate } from '../chat/ports.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

/** Addresses remembered at a time; past it, the ones that began longest ago are forgotten. */
const ADDRESSES_MAX = 100_000;

export class AddressLoginGate implements LoginGate {
  readonly #rate: Rate;
  readonly #limitLoopback: boolean;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `clock` answers milliseconds. */
  constructor(rate: Rate, limitLoopback: boolean, clock: () => number) {
    this.#rate = rate;
    this.#limitLoopback = limitLoopback;
    this.#clock = clock;
  }

  allows(address: string): boolean {
    if (this.#exempt(address)) return true;
    return this.#buckets.get(addressGroup(address))?.has(this.#clock()) ?? true;
  }

  loggedIn(address: string): void {
    if (this.#exempt(address)) return;
    const group = addressGroup(address);
    const now = this.#clock();
    let bucket = this.#buckets.get(group);
    if (bucket === undefined) {
      this.#forget(now);
      bucket = new TokenBucket(this.#rate, now);
      this.#buckets.set(group, bucket);
    }
    if (bucket.has(now)) bucket.take();
  }

  #exempt(address: string): boolean {
    if (this.#rate.perSecond === Infinity) return true;
    return isLoopback(address) && !this.#limitLoopback;
  }

  /** Those who have rested are as good as new; the oldest come first. */
  #forget(now: number): void {
    for (const [group, bucket] of this.#buckets) {
      if (!bucket.restedBy(now) && this.#buckets.size < ADDRESSES_MAX) return;
      this.#buckets.delete(group);
    }
  }
}
