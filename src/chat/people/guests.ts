/** The guests who are logged in: their names, and how many per address group. Changed by the hub alone. */
import { Shares } from '../limits/shares.ts';

export class Guests {
  count = 0;
  /** Guests per address group. */
  readonly shares = new Shares();
  /** Guests per name key. */
  readonly #keys = new Map<string, number>();

  /** `share`: the address group that it counts for. */
  came(key: string, share: string | null): void {
    this.count++;
    this.shares.take(share);
    this.#keys.set(key, this.called(key) + 1);
  }

  left(key: string, share: string | null): void {
    this.count--;
    this.shares.giveBack(share);
    this.#leaves(key);
  }

  /** A guest has another name. */
  renamed(old: string, key: string): void {
    this.#leaves(old);
    this.#keys.set(key, this.called(key) + 1);
  }

  #leaves(key: string): void {
    const left = this.called(key) - 1;
    if (left > 0) this.#keys.set(key, left);
    else this.#keys.delete(key);
  }

  /** The number of guests whose names have the key `key`. */
  called(key: string): number {
    return this.#keys.get(key) ?? 0;
  }
}
