/** Questions in place of the prompt, one at a time; typed input goes to the open one. */

interface Question {
  readonly text: string;
  /** Is the answer shown as it is typed? */
  readonly seen: boolean;
  readonly done: (line: string | null) => void;
}

export class Questions {
  readonly #read: (done: (line: string | null) => void) => void;
  readonly #answered: (text: string) => void;
  #open: Question | null = null;
  #waiting: Question[] = [];

  /** `read` reads a line; `answered` is called for each answered question, with the answer if it was shown. */
  constructor(
    read: (done: (line: string | null) => void) => void,
    answered: (text: string) => void,
  ) {
    this.#read = read;
    this.#answered = answered;
  }

  /** The question that is open, or null. */
  get open(): Pick<Question, 'text' | 'seen'> | null {
    return this.#open;
  }

  /** Asks `text`; `seen`: the answer is shown as it is typed. */
  ask(text: string, seen: boolean, done: (line: string | null) => void): void {
    this.#waiting.push({ text, seen, done });
    if (this.#open === null) this.#next();
  }

  #next(): void {
    const open = this.#waiting.shift() ?? null;
    this.#open = open;
    if (open !== null) this.#read((line) => this.#close(open, line));
  }

  /** Questions that the answer leads to come first, before another key is read: those may be pasted answers. */
  #close(question: Question, line: string | null): void {
    const others = this.#waiting;
    this.#waiting = [];
    this.#answered(question.text + (question.seen ? (line ?? '') : ''));
    question.done(line);
    this.#waiting.push(...others);
    this.#next();
  }
}
