/** Questions that stand in the prompt's place, one at a time; what is typed belongs to the one that is open. */

interface Question {
  readonly text: string;
  /** Is what is typed shown? */
  readonly seen: boolean;
  readonly done: (line: string | null) => void;
}

export class Questions {
  readonly #read: (done: (line: string | null) => void) => void;
  readonly #answered: (text: string) => void;
  #open: Question | null = null;
  #waiting: Question[] = [];

  /** `read` reads a line; `answered` is told of each question when it has its answer, with that where it was seen. */
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

  /** `seen`: what is typed is shown. */
  ask(text: string, seen: boolean, done: (line: string | null) => void): void {
    this.#waiting.push({ text, seen, done });
    if (this.#open === null) this.#next();
  }

  #next(): void {
    const open = this.#waiting.shift() ?? null;
    this.#open = open;
    if (open !== null) this.#read((line) => this.#close(open, line));
  }

  /** What the answer leads to asks first, and before another key is read: those may be pasted answers. */
  #close(question: Question, line: string | null): void {
    const others = this.#waiting;
    this.#waiting = [];
    this.#answered(question.text + (question.seen ? (line ?? '') : ''));
    question.done(line);
    this.#waiting.push(...others);
    this.#next();
  }
}
