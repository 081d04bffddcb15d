/** Answers in the order of the lines that they answer, the client's own answers to bad lines among them. */

/** What an answer fills, in that order. */
export interface Slot {
  /** The reply of the server that takes it has not come. */
  isOwed: boolean;
  /** Null: nothing is printed there. */
  answer: string | null;
}

/**
 * What is said to a line, printed in its turn: the server's replies when they come, and the client's own
 * answers after the replies to the lines before.
 */
export class Answers {
  readonly #print: (answer: string) => void;
  readonly #waiting: Slot[] = [];
  #owed = 0;

  constructor(print: (answer: string) => void) {
    this.#print = print;
  }

  /** How many replies have not come. */
  get owed(): number {
    return this.#owed;
  }

  /** How many answers have not been printed. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The server was asked something; answers the slot of its reply. */
  owe(): Slot {
    const slot: Slot = { isOwed: true, answer: null };
    this.#owed++;
    this.#waiting.push(slot);
    return slot;
  }

  /** The client's own answer to a line. */
  say(answer: string): void {
    if (this.#waiting.length === 0) this.#print(answer);
    else this.#waiting.push({ isOwed: false, answer });
  }

  /** The reply that `slot` is for has come, or the oldest that is owed: `answer`, or nothing that is printed here. */
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
