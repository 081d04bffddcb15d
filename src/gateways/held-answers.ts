/** Answers in the order of their requests, though some come later than those behind them. */

/** So many answers that were written are let go of at once: a client may always have one under way. */
const WRITTEN_MAX = 256;

/** The place of an answer that has not come, or waits for those before it. */
interface Held<Asked> {
  /** Null until it has come. */
  bytes: Uint8Array | null;
  /** Is nothing executed until it has? */
  readonly alone: boolean;
  /** What the answer needs to know of the request; undefined where it has come with the request. */
  readonly asked: Asked | undefined;
}

/** Requests are numbered one after the other; from the first one that is held on, each has a place here. */
export class HeldAnswers<Asked> {
  /** Answers that have not come, and those behind them. A field, for it is looked at with each message. */
  count = 0;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #held: Held<Asked>[] = [];
  /** The number of the request whose place is the first of `#held`. */
  #base = 0;
  /** Those before it in `#held` are written. */
  #first = 0;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** May nothing be executed until the last one has come? */
  get alone(): boolean {
    const last = this.#held.at(-1);
    return last?.alone === true && last.bytes === null;
  }

  /** The request `number`, the newest, is answered later. */
  hold(number: number, alone: boolean, asked: Asked): void {
    if (this.count === 0) this.#base = number;
    this.#held.push({ bytes: null, alone, asked });
    this.count++;
  }

  /** What was asked by the request `number`; undefined: it is not held. */
  asked(number: number): Asked | undefined {
    return this.#held[number - this.#base]?.asked;
  }

  /** Writes the answer to the request `number`, the newest or one that is held, when those before it are written. */
  answer(number: number, bytes: Uint8Array): void {
    const held = this.#held[number - this.#base];
    if (held !== undefined) held.bytes = bytes;
    else {
      this.#held.push({ bytes, alone: false, asked: undefined });
      this.count++;
    }
    this.#writeReady();
  }

  #writeReady(): void {
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
    this.#base += this.#first;
    this.#first = 0;
  }
}
