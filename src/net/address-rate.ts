/** A rate that each address has to itself. */
import type { AddressLimits } from '../chat/addresses.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

/** Addresses remembered at a time; past it, the ones that began longest ago are forgotten. */
const ADDRESSES_MAX = 100_000;

export class AddressRate {
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

  /** May `address` do it once more now? */
  allows(address: string): boolean {
    const group = this.#groupOf(address);
    return group === null || (this.#buckets.get(group)?.has(this.#clock()) ?? true);
  }

  /** It does it. */
  began(address: string): void {
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

  /** What it began was none. */
  undone(address: string): void {
    const group = this.#groupOf(address);
    if (group !== null) this.#buckets.get(group)?.giveBack();
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
