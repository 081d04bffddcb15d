/**
 * Runs a few pieces of work at a time; the others wait, up to a limit. Groups take turns, so that much work from one of
 * them holds up only that group.
 */

export interface Work {
  /** Work of the same group takes turns as one. */
  readonly group: string;
  /** Is the result still wanted? Unwanted work is not begun. */
  wanted(): boolean;
  /** Begins; calls `finished` once, later. */
  begin(finished: () => void): void;
  /** The work will not begin: it is no longer wanted, or too much waits. May be called before `add` returns. */
  dropped(): void;
}

export class WorkQueue {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  /** By group; the group whose turn is next comes first. No list is empty. */
  readonly #waiting = new Map<string, Work[]>();
  #waitingCount = 0;
  #running = 0;

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** When too much waits, the newest work of the longest group is dropped, which may be this one. */
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

  /** Makes room for one more of `group`; returns whether there is any. */
  #makeRoom(group: string): boolean {
    this.#forgetUnwanted();
    if (this.#waitingCount < this.#waitingMax) return true;
    let longest: Work[] = [];
    for (const queue of this.#waiting.values()) if (queue.length > longest.length) longest = queue;
    const own = this.#waiting.get(group)?.length ?? 0;
    // If the group ended up as long as the other, nothing would be gained.
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

  /** The first of the group whose turn it is; the group then goes to the end. */
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
