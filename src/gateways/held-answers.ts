/** Keeps answers in the order of their requests, though some come later than those of newer requests. */

/** Written answers are dropped in batches of this size, so that each need not shift the list. */
const WRITTEN_MAX = 256;

/** The place of an answer that has not come, or waits for earlier ones. */
interface Held<Asked> {
  /** Null until the answer has come. */
  bytes: Uint8Array | null;
  /** Is nothing executed until it has come? */
  readonly alone: boolean;
  /** What is needed of the request to encode the answer; undefined where the answer came at once. */
  readonly asked: Asked | undefined;
}

/** Requests are numbered consecutively; from the first held one on, each has a place here. */
export class HeldAnswers<Asked> {
  /** Answers that have not come, and those behind them. A plain field, since it is read for each message. */
  count = 0;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #held: Held<Asked>[] = [];
  /** The number of the request in the first place of `#held`. */
  #base = 0;
  /** The places before this one in `#held` are written. */
  #first = 0;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** May nothing be executed until the last one has come? */
  get alone(): boolean {
    const last = this.#held.at(-1);
    return last?.alone === true && last.bytes === null;
  }

  /** The newest request, `number`, is answered later. */
  hold(number: number, alone: boolean, asked: Asked): void {
    if (this.count === 0) this.#base = number;
    this.#held.push({ bytes: null, alone, asked });
    this.count++;
  }

  /** The `Asked` of the request `number`; undefined: it is not held. */
  asked(number: number): Asked | undefined {
    return this.#held[number - this.#base]?.asked;
  }

  /** Writes the answer to the request `number`, the newest or a held one, once those before it are written. */
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
