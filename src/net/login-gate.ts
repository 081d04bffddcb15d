/** How often one address may log in anew. */

import type { AddressLimits } from '../chat/addresses.ts';
import type { LoginGate } from '../chat/ports.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

/** Addresses remembered at a time; past it, the ones that began longest ago are forgotten. */
const ADDRESSES_MAX = 100_000;

export class AddressLoginGate implements LoginGate {
  readonly #rate: Rate;
  readonly #limits: AddressLimits;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `clock` answers milliseconds. */
  constructor(rate: Rate, limits: AddressLimits, clock: () => number) {
    this.#rate = rate;
    this.#limits = limits;
    this.#clock = clock;
  }

  allows(address: string): boolean {
    const group = this.#groupOf(address);
    return group === null || (this.#buckets.get(group)?.has(this.#clock()) ?? true);
  }

  loggedIn(address: string): void {
    const group = this.#groupOf(address);
    if (group === null) return;
    const now = this.#clock();
    let bucket = this.#buckets.get(group);
    if (bucket === undefined) {
      this.#forget(now);
      bucket = new TokenBucket(this.#rate, now);
      this.#buckets.set(group, bucket);
    }
    if (bucket.has(now)) bucket.take();
  }

  /** Null: no rate holds for it. */
  #groupOf(address: string): string | null {
    return this.#rate.perSecond === Infinity ? null : this.#limits.groupOf(address);
  }

  /** Those who have rested are as good as new; the oldest come first. */
  #forget(now: number): void {
    for (const [group, bucket] of this.#buckets) {
      if (!bucket.restedBy(now) && this.#buckets.size < ADDRESSES_MAX) return;
      this.#buckets.delete(group);
    }
  }
}
