/** The end of a turn of the event loop, when what was gathered during it is written. */

export interface Flushable {
  flush(): void;
}

/** Flushes, once per turn, everything that was marked during it. */
export class Turn {
  #marked: Flushable[] = [];
  #scheduled = false;
  readonly #end = (): void => {
    this.#scheduled = false;
    const marked = this.#marked;
    this.#marked = [];
    for (const flushable of marked) flushable.flush();
  };

  /** The caller marks itself once until it is flushed. */
  mark(flushable: Flushable): void {
    this.#marked.push(flushable);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Runs when every socket that had input in this turn was read.
    setImmediate(this.#end);
  }
}
