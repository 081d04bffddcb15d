/** Prints answers in the order of their lines, including the client's own answers to bad lines. */

/** The place of an answer in that order. */
export interface Slot {
  /** Is the server's reply still to come? */
  isOwed: boolean;
  /** Null: nothing is printed. */
  answer: string | null;
}

/**
 * The queue of answers: a server's reply is printed when it and all replies before it have come, and the client's
 * own answer after the replies to earlier lines.
 */
export class Answers {
  readonly #print: (answer: string) => void;
  readonly #waiting: Slot[] = [];
  #owed = 0;

  constructor(print: (answer: string) => void) {
    this.#print = print;
  }

  /** The number of replies still to come. */
  get owed(): number {
    return this.#owed;
  }

  /** The number of answers not printed yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Adds the slot of a reply that the server owes, and returns it. */
  owe(): Slot {
    const slot: Slot = { isOwed: true, answer: null };
    this.#owed++;
    this.#waiting.push(slot);
    return slot;
  }

  /** Adds the client's own answer to a line. */
  say(answer: string): void {
    if (this.#waiting.length === 0) this.#print(answer);
    else this.#waiting.push({ isOwed: false, answer });
  }

  /** Fills `slot`, by default the oldest one, with `answer`; null: nothing is printed. */
  settle(answer: string | null, slot = this.#waiting[0]): void {
    if (slot?.isOwed !== true) throw new Error('a reply came that nobody had asked for');
    slot.isOwed = false;
    slot.answer = answer;
    this.#owed--;
    while (this.#waiting[0]?.isOwed === false) {
      const next = this.#waiting.shift() as Slot;
      if (next.answer !== null) this.#print(next.answer);
    }
  }
}
