/** A cache of fixed size: conversations whose members are known to be stored. */

/** A power of two. */
const SLOTS = 65_536;

export class MemberCache {
  readonly #lows = new Float64Array(SLOTS);
  readonly #highs = new Float64Array(SLOTS);

  /** Is the conversation in the cache? It is from now on, in place of another. No account has the id 0. */
  seen(low: number, high: number): boolean {
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) & (SLOTS - 1);
    if (this.#lows[slot] === low && this.#highs[slot] === high) return true;
    this.#lows[slot] = low;
    this.#highs[slot] = high;
    return false;
  }

  clear(): void {
    this.#lows.fill(0);
  }
}
