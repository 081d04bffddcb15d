/** So many pieces of work at a time; the others wait their turn, up to a bound. */

/** Begins; calls `finished` once, later. */
export type Work = (finished: () => void) => void;

export class WorkQueue {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: Work[] = [];
  #running = 0;

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** False when too many wait already: then `work` is never begun. */
  add(work: Work): boolean {
    if (this.#running < this.#atOnce) this.#begin(work);
    else if (this.#waiting.length < this.#waitingMax) this.#waiting.push(work);
    else return false;
    return true;
  }

  #begin(work: Work): void {
    this.#running++;
    work(() => {
      this.#running--;
      const next = this.#waiting.shift();
      if (next !== undefined) this.#begin(next);
    });
  }
}
