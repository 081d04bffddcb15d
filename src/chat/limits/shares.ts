/**
 * How what there is of something is shared out, so that nobody uses up what others need: those of one address group have
 * a share of it, and a reserve is kept for those who are no strangers.
 */

/** What strangers may have of `total`, of which `reserve` (0 to 1) is kept for others. */
export function withoutReserve(total: number, reserve: number): number {
  return total - Math.floor(total * reserve);
}

/** What one address group may have of `total`, where its own limit is `most`: never more than half. */
export function shareOf(total: number, most: number = total): number {
  return Math.min(most, Math.ceil(total / 2));
}

/** How much of something each address group has at a time. A null group is one that no limit per address holds for. */
export class Shares {
  readonly #taken = new Map<string, number>();

  /** Groups that have any of it. */
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
