/** How long things took: counted in steps, so that a million of them take no more room than one. */

/** Milliseconds. */
const STEP_MS = 0.02;
const MS_MAX = 10_000;

export class Latencies {
  /** The last has all that took longer. */
  readonly #counts = new Uint32Array(MS_MAX / STEP_MS + 1);
  #total = 0;

  add(ms: number): void {
    const step = ms < MS_MAX ? Math.floor(ms / STEP_MS) : this.#counts.length - 1;
    (this.#counts[step] as number)++;
    this.#total++;
  }

  /** What the part `share` of them stayed under, in milliseconds; NaN where there are none. */
  quantile(share: number): number {
    let left = Math.ceil(this.#total * share);
    if (left === 0) return Number.NaN;
    for (let step = 0; ; step++) {
      left -= this.#counts[step] as number;
      if (left <= 0) return (step + 1) * STEP_MS;
    }
  }
}
