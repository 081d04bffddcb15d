/** Messages between their arrival and whoever iterates over them. */

/** A message from `from`; both are other people's text: see `oneLine` before showing them. */
export interface Message {
  readonly from: string;
  readonly text: string;
}

/** When so many wait, no more are read. */
const WAITING_MAX = 1000;

export class MessageQueue implements AsyncIterator<Message, undefined> {
  readonly #pause: () => void;
  readonly #resume: () => void;
  #waiting: Message[] = [];
  #takers: ((result: IteratorResult<Message, undefined>) => void)[] = [];
  #paused = false;
  #ended = false;

  /** `pause` is called when too many wait, `resume` when few do again. */
  constructor(pause: () => void, resume: () => void) {
    this.#pause = pause;
    this.#resume = resume;
  }

  push(message: Message): void {
    const taker = this.#takers.shift();
    if (taker !== undefined) return taker({ done: false, value: message });
    this.#waiting.push(message);
    if (this.#waiting.length < WAITING_MAX || this.#paused) return;
    this.#paused = true;
    this.#pause();
  }

  /** No more come; those that wait can still be taken. */
  end(): void {
    this.#ended = true;
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<Message, undefined>> {
    const message = this.#waiting.shift();
    if (this.#paused && this.#waiting.length <= WAITING_MAX / 2) {
      this.#paused = false;
      this.#resume();
    }
    if (message !== undefined) return Promise.resolve({ done: false, value: message });
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#takers.push(resolve));
  }
}
