/** A rate that each of many has to itself: an address, an account. */
import { type Rate, TokenBucket } from './token-bucket.ts';

/** Remembered at a time; past it, the ones that began longest ago are forgotten. */
const REMEMBERED_MAX = 100_000;

export class KeyedRate {
  readonly #rate: Rate;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `clock` answers milliseconds. */
  constructor(rate: Rate, clock: () => number) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Milliseconds until `key` may do it once more, or `count` times; 0: now. */
  waitMs(key: string, count = 1): number {
    return this.#buckets.get(key)?.waitMs(this.#clock(), count) ?? 0;
  }

  /** It does it; `count`: that is as much as doing it so often. */
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

  /** What it began was none. */
  undone(key: string): void {
    this.#buckets.get(key)?.giveBack();
  }

  /** Those who have rested are as good as new; the oldest come first. */
  #forget(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (!bucket.restedBy(now) && this.#buckets.size < REMEMBERED_MAX) return;
      this.#buckets.delete(key);
    }
  }
}
