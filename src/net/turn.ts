/** The end of a turn of the event loop, at which gathered output is written. */

export interface Flushable {
  flush(): void;
}

/** Flushes each marked object once at the end of a turn. */
export class Turn {
  #marked: Flushable[] = [];
  #scheduled = false;
  readonly #end = (): void => {
    this.#scheduled = false;
    const marked = this.#marked;
    this.#marked = [];
    for (const flushable of marked) flushable.flush();
  };

  /** A caller marks itself at most once before it is flushed. */
  mark(flushable: Flushable): void {
    this.#marked.push(flushable);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Runs after every socket with input in this turn was read.
    setImmediate(this.#end);
  }
}
