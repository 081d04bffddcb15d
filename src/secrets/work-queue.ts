/**
 * So many pieces of work at a time; the others wait, up to a bound. Turns go round by whom the work is for, so that
 * whoever brings a great deal waits for it alone.
 */

export interface Work {
  /** Work of the same group shares one place in the round. */
  readonly group: string;
  /** Does anybody still want it? What nobody wants is not begun. */
  wanted(): boolean;
  /** Begins; calls `finished` once, later. */
  begin(finished: () => void): void;
  /** It is never begun: nobody wanted it any more, or too much waited. May be called before `add` returns. */
  dropped(): void;
}

export class WorkQueue {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  /** By group; the group whose turn is next comes first. None is empty. */
  readonly #waiting = new Map<string, Work[]>();
  #waitingCount = 0;
  #running = 0;

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** Where too much waits already, the newest work of the group that has most is dropped, which may be this. */
  add(work: Work): void {
    if (this.#running < this.#atOnce) return this.#begin(work);
    if (this.#waitingCount >= this.#waitingMax && !this.#makeRoom(work.group)) {
      return work.dropped();
    }
    const queue = this.#waiting.get(work.group);
    if (queue === undefined) this.#waiting.set(work.group, [work]);
    else queue.push(work);
    this.#waitingCount++;
  }

  /** Is there room for one more of `group` now? */
  #makeRoom(group: string): boolean {
    this.#forgetUnwanted();
    if (this.#waitingCount < this.#waitingMax) return true;
    let longest: Work[] = [];
    for (const queue of this.#waiting.values()) if (queue.length > longest.length) longest = queue;
    const own = this.#waiting.get(group)?.length ?? 0;
    // Where it would then have as much as the other has left, nothing is gained.
    if (longest.length <= own + 1) return false;
    const last = longest.pop();
    this.#waitingCount--;
    last?.dropped();
    return true;
  }

  #forgetUnwanted(): void {
    for (const [group, queue] of this.#waiting) {
      const wanted = queue.filter((work) => work.wanted());
      if (wanted.length === queue.length) continue;
      this.#waitingCount -= queue.length - wanted.length;
      if (wanted.length === 0) this.#waiting.delete(group);
      else this.#waiting.set(group, wanted);
      for (const work of queue) if (!wanted.includes(work)) work.dropped();
    }
  }

  #begin(work: Work): void {
    this.#running++;
    work.begin(() => {
      this.#running--;
      this.#beginNext();
    });
  }

  #beginNext(): void {
    while (this.#running < this.#atOnce) {
      const next = this.#takeNext();
      if (next === null) return;
      if (next.wanted()) this.#begin(next);
      else next.dropped();
    }
  }

  /** The first of the group whose turn it is, which then comes last. */
  #takeNext(): Work | null {
    const [turn] = this.#waiting;
    if (turn === undefined) return null;
    const [group, queue] = turn;
    const work = queue.shift() as Work;
    this.#waitingCount--;
    this.#waiting.delete(group);
    if (queue.length > 0) this.#waiting.set(group, queue);
    return work;
  }
}
