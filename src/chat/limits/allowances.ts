/** Allowances per address group, restored gradually over time. */

/** Groups remembered at a time; past it, those that spent longest ago are forgotten. */
const GROUPS_MAX = 100_000;

interface Spent {
  amount: number;
  /** Milliseconds. */
  at: number;
}

export class Allowances {
  readonly #most: number;
  readonly #ms: number;
  /** In order of their last spending, oldest first. */
  readonly #spent = new Map<string, Spent>();

  /** Each group may spend `most`, all of which is restored within `ms` milliseconds. */
  constructor(most: number, ms: number) {
    this.#most = most;
    this.#ms = ms;
  }

  /** What `group` may spend now; Infinity where no limit per address applies to it. */
  left(group: string | null, now: number): number {
    if (group === null) return Number.POSITIVE_INFINITY;
    const spent = this.#spent.get(group);
    return spent === undefined ? this.#most : this.#most - this.#stillSpent(spent, now);
  }

  /** Milliseconds until `group` may spend `amount`; 0: now. Infinity: it is more than the whole allowance. */
  waitMs(group: string | null, amount: number, now: number): number {
    const missing = amount - this.left(group, now);
    if (missing <= 0) return 0;
    return amount > this.#most
      ? Number.POSITIVE_INFINITY
      : Math.ceil((missing * this.#ms) / this.#most);
  }

  spend(group: string | null, amount: number, now: number): void {
    if (group === null) return;
    const spent = this.#spent.get(group);
    const before = spent === undefined ? 0 : this.#stillSpent(spent, now);
    this.#spent.delete(group);
    this.#forget(now);
    this.#spent.set(group, { amount: before + amount, at: now });
  }

  /** Returns `amount`, which was not used after all. */
  giveBack(group: string | null, amount: number): void {
    const spent = group === null ? undefined : this.#spent.get(group);
    if (spent !== undefined) spent.amount = Math.max(0, spent.amount - amount);
  }

  /** A clock that was set back restores nothing. */
  #stillSpent({ amount, at }: Spent, now: number): number {
    return Math.max(0, amount - (this.#most * Math.max(0, now - at)) / this.#ms);
  }

  #forget(now: number): void {
    for (const [group, spent] of this.#spent) {
      if (this.#spent.size < GROUPS_MAX && this.#stillSpent(spent, now) > 0) return;
      this.#spent.delete(group);
    }
  }
}
