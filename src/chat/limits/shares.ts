/**
 * Fair shares of a limited quantity: one address group can take only part of it, and a reserve is kept from strangers.
 */

/** The part of `total` open to strangers, where `reserve` (0 to 1) is kept for others. */
export function withoutReserve(total: number, reserve: number): number {
  return total - Math.floor(total * reserve);
}

/** The part of `total` open to one address group, where its own limit is `most`: never more than half. */
export function shareOf(total: number, most: number = total): number {
  return Math.min(most, Math.ceil(total / 2));
}

/** What each address group holds of a quantity. Null stands for a group that no limit per address applies to. */
export class Shares {
  readonly #taken = new Map<string, number>();

  /** Groups that hold any of it. */
  get size(): number {
    return this.#taken.size;
  }

  of(group: string | null): number {
    return group === null ? 0 : (this.#taken.get(group) ?? 0);
  }

  take(group: string | null, amount = 1): void {
    if (group !== null) this.#taken.set(group, this.of(group) + amount);
  }

  giveBack(group: string | null, amount = 1): void {
    if (group === null) return;
    const left = this.of(group) - amount;
    if (left > 0) this.#taken.set(group, left);
    else this.#taken.delete(group);
  }

  clear(): void {
    this.#taken.clear();
  }
}
