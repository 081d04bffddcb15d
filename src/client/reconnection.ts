/** How long to wait before the next attempt: growing pauses, so that a server that comes back is not overrun. */

const FIRST_MS = 500;
const GROWTH = 2;
const PAUSE_MS_MAX = 30_000;

/** A connection that held for so long was a good one: pauses are short again. */
export const STEADY_MS = 5000;

/** Each pause is drawn from the upper half of its size, so that a thousand clients do not come at once. */
export class Pauses {
  readonly #random: () => number;
  #size = FIRST_MS;

  /** `random` answers numbers in [0, 1), as Math.random does. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The pause before the next attempt, in milliseconds. */
  next(): number {
    const size = this.#size;
    this.#size = Math.min(size * GROWTH, PAUSE_MS_MAX);
    return Math.round((size / 2) * (1 + this.#random()));
  }

  /** An attempt succeeded: the next pause is a short one again. */
  reset(): void {
    this.#size = FIRST_MS;
  }
}
