/** A histogram of latencies: a million of them take no more room than one. */

/** The width of a step in milliseconds. */
const STEP_MS = 0.02;
const MS_MAX = 10_000;

export class Latencies {
  /** The last step counts everything longer. */
  readonly #counts = new Uint32Array(MS_MAX / STEP_MS + 1);
  #total = 0;

  add(ms: number): void {
    const step = ms < MS_MAX ? Math.floor(ms / STEP_MS) : this.#counts.length - 1;
    (this.#counts[step] as number)++;
    this.#total++;
  }

  /** The quantile `share` in milliseconds; NaN without samples. */
  quantile(share: number): number {
    let left = Math.ceil(this.#total * share);
    if (left === 0) return Number.NaN;
    for (let step = 0; ; step++) {
      left -= this.#counts[step] as number;
      if (left <= 0) return (step + 1) * STEP_MS;
    }
  }
}
