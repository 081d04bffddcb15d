/** Answers in the order of their commands, though some come later than those behind them. */

/** So many places of answers that were written are let go of at once: a client may always have one under way. */
const WRITTEN_MAX = 256;

/** The place of an answer that has not come. */
export interface Held {
  /** Null until it has come. */
  bytes: Uint8Array | null;
  /** Is nothing executed until it has? */
  readonly alone: boolean;
  readonly context: number | null;
}

export class HeldAnswers {
  /** Answers that have not come, and those behind them. A field, for it is looked at with each message. */
  count = 0;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #held: Held[] = [];
  /** Those before it in `#held` are written. */
  #first = 0;
  /** Whose answer comes next; null: the last command's. */
  #next: Held | null = null;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** May nothing be executed until the last one has come? */
  get alone(): boolean {
    const last = this.#held.at(-1);
    return last?.alone === true && last.bytes === null;
  }

  hold(alone: boolean, context: number | null): Held {
    const held: Held = { bytes: null, alone, context };
    this.#held.push(held);
    this.count++;
    return held;
  }

  /** The next `answer` is that of `held`; answers its context. */
  next(held: Held): number | null {
    this.#next = held;
    return held.context;
  }

  /** Writes an answer when those before it are written. */
  answer(bytes: Uint8Array): void {
    if (this.#next !== null) this.#next.bytes = bytes;
    else {
      this.#held.push({ bytes, alone: false, context: null });
      this.count++;
    }
    this.#next = null;
    while (this.#first < this.#held.length) {
      const ready = this.#held[this.#first]?.bytes ?? null;
      if (ready === null) break;
      this.#first++;
      this.count--;
      this.#write(ready);
    }
    if (this.count === 0) this.#held.length = 0;
    else if (this.#first >= WRITTEN_MAX) this.#held.splice(0, this.#first);
    else return;
    this.#first = 0;
  }
}
