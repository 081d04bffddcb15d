/** The guests who are logged in: their names, and how many come from where. Changed by the hub alone. */
import { Shares } from '../limits/shares.ts';

export class Guests {
  count = 0;
  /** How many come from where, for what is limited per address. */
  readonly shares = new Shares();
  /** How many are logged in under names of one key. */
  readonly #keys = new Map<string, number>();

  /** `share`: as whose it counts where they come from. */
  came(key: string, share: string | null): void {
    this.count++;
    this.shares.take(share);
    this.#keys.set(key, this.called(key) + 1);
  }

  left(key: string, share: string | null): void {
    this.count--;
    this.shares.giveBack(share);
    const left = this.called(key) - 1;
    if (left > 0) this.#keys.set(key, left);
    else this.#keys.delete(key);
  }

  /** How many have names of `key`. */
  called(key: string): number {
    return this.#keys.get(key) ?? 0;
  }
}
