/** A rate limit for each key, such as an address or an account. */
import { type Rate, TokenBucket } from './token-bucket.ts';

/** Keys that are remembered; beyond that, the oldest are forgotten. */
const REMEMBERED_MAX = 100_000;

export class KeyedRate {
  readonly #rate: Rate;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `clock` returns milliseconds. */
  constructor(rate: Rate, clock: () => number) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Milliseconds until `key` may act once more, or `count` times; 0: now. */
  waitMs(key: string, count = 1): number {
    return this.#buckets.get(key)?.waitMs(this.#clock(), count) ?? 0;
  }

  /** Counts an action of `key`; `count`: as that many. */
  began(key: string, count = 1): void {
    if (this.#rate.perSecond === Infinity) return;
    const now = this.#clock();
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      this.#forget(now);
      bucket = new TokenBucket(this.#rate, now);
      this.#buckets.set(key, bucket);
    }
    if (bucket.has(now, count)) bucket.take(count);
  }

  /** Counts an action off again. */
  undone(key: string): void {
    this.#buckets.get(key)?.giveBack();
  }

  /** Forgets full buckets, which are as good as new, oldest first. */
  #forget(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (!bucket.restedBy(now) && this.#buckets.size < REMEMBERED_MAX) return;
      this.#buckets.delete(key);
    }
  }
}
