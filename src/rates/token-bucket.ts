/** A token bucket: a rate with a burst. */

/** An average rate per second, and a burst after a rest. */
export interface Rate {
  /** Infinity: no limit. */
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A token bucket that is refilled when it is found empty: taking from one with tokens left needs no look at the clock.
 * It starts full, and over any time it gives at most a burst more than the rate allows.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAt: number;

  /** `now` is in milliseconds, here as below. */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.perSecond === Infinity ? Infinity : rate.burst;
    this.#filledAt = now;
  }

  /** Is there a token, or are there `count`? */
  has(now: number, count = 1): boolean {
    return this.#tokens >= count || this.#fill(now, count);
  }

  /** Milliseconds until there is a token, or `count` of them; 0: now. */
  waitMs(now: number, count = 1): number {
    if (this.has(now, count)) return 0;
    return Math.max(1, Math.ceil(((count - this.#tokens) / this.#rate.perSecond) * 1000));
  }

  /** Takes a token, or `count`, which must be there. */
  take(count = 1): void {
    this.#tokens -= count;
  }

  /** Returns a token. */
  giveBack(): void {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + 1);
  }

  /** Has enough time passed to fill it, whatever was taken? Then it can be forgotten. */
  restedBy(now: number): boolean {
    return ((now - this.#filledAt) / 1000) * this.#rate.perSecond >= this.#rate.burst;
  }

  #fill(now: number, count: number): boolean {
    const more = ((now - this.#filledAt) / 1000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + more);
    this.#filledAt = now;
    return this.#tokens >= count;
  }
}
