/** How much of something each address group may use up in a time: what it used is forgiven bit by bit. */

/** Groups remembered at a time; past it, those that used something longest ago are forgotten. */
const GROUPS_MAX = 100_000;

interface Spent {
  amount: number;
  /** In milliseconds. */
  at: number;
}

export class Allowances {
  readonly #most: number;
  readonly #ms: number;
  /** Those that used something longest ago come first. */
  readonly #spent = new Map<string, Spent>();

  /** Each may use up `most`, all of which is forgiven in `ms` milliseconds. */
  constructor(most: number, ms: number) {
    this.#most = most;
    this.#ms = ms;
  }

  /** How much `group` may use up now; as much as it likes where no limit per address holds for it. */
  left(group: string | null, now: number): number {
    if (group === null) return Number.POSITIVE_INFINITY;
    const spent = this.#spent.get(group);
    return spent === undefined ? this.#most : this.#most - this.#stillSpent(spent, now);
  }

  /** Milliseconds until `group` may use up `amount`; 0: now. Infinity: it is more than anybody may. */
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

  /** So much was not used after all. */
  giveBack(group: string | null, amount: number): void {
    const spent = group === null ? undefined : this.#spent.get(group);
    if (spent !== undefined) spent.amount = Math.max(0, spent.amount - amount);
  }

  /** A clock that was set back forgives nothing. */
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
