/** A rate limit per address. */
import type { AddressLimits } from '../chat/limits/addresses.ts';
import { KeyedRate } from './keyed-rate.ts';
import type { Rate } from './token-bucket.ts';

export class AddressRate {
  readonly #limits: AddressLimits;
  readonly #groups: KeyedRate;

  /** `clock` returns milliseconds. */
  constructor(rate: Rate, limits: AddressLimits, clock: () => number) {
    this.#limits = limits;
    this.#groups = new KeyedRate(rate, clock);
  }

  /** Milliseconds until `address` may act once more, or `count` times; 0: now. */
  waitMs(address: string, count = 1): number {
    const group = this.#limits.groupOf(address);
    return group === null ? 0 : this.#groups.waitMs(group, count);
  }

  /** Counts an action of `address`; `count`: as that many. */
  began(address: string, count = 1): void {
    const group = this.#limits.groupOf(address);
    if (group !== null) this.#groups.began(group, count);
  }

  /** Counts an action off again. */
  undone(address: string): void {
    const group = this.#limits.groupOf(address);
    if (group !== null) this.#groups.undone(group);
  }
}
