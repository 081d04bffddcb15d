/** Answers in the order of the lines that they answer (DESIGN section 2: "answers in the order of the lines"). */

/** A place in the order that a reply of the server's will take. */
const OWED = null;

/**
 * What is said to a line, printed in its turn: the server's replies when they come, and the client's own
 * answers after the replies to the lines before.
 */
export class Answers {
  readonly #print: (answer: string) => void;
  readonly #waiting: (string | typeof OWED)[] = [];
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

  /** The server was asked something. */
  owe(): void {
    this.#owed++;
    this.#waiting.push(OWED);
  }

  /** The client's own answer to a line. */
  say(answer: string): void {
    if (this.#waiting.length === 0) this.#print(answer);
    else this.#waiting.push(answer);
  }

  /** The oldest reply owed has come: `answer`, or nothing that is printed here. */
  settle(answer: string | null): void {
    this.#owed--;
    this.#waiting.shift();
    if (answer !== null) this.#print(answer);
    while (this.#waiting.length > 0 && this.#waiting[0] !== OWED) {
      this.#print(this.#waiting.shift() as string);
    }
  }
}
