/** Pauses between attempts to connect, growing so that a server that comes back is not overrun. */

const FIRST_MS = 500;
const GROWTH = 2;
const PAUSE_MS_MAX = 30_000;

/** After a connection that lasted this long, pauses are short again. */
export const STEADY_MS = 5000;

/** Pauses of random length, from half their size to all of it, so that a thousand clients do not come at once. */
export class Pauses {
  readonly #random: () => number;
  #size = FIRST_MS;

  /** `random` returns numbers in [0, 1), as Math.random does. */
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
