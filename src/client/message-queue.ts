/** Queue of messages, from their arrival until the caller iterates over them. */

import type { Received } from './events.ts';

export type Message = Received;

export class MessageQueue implements AsyncIterator<Message, undefined> {
  readonly #taken: () => void;
  readonly #waiting: Message[] = [];
  readonly #takers: ((result: IteratorResult<Message, undefined>) => void)[] = [];
  #ended = false;

  /** `taken` is called each time a waiting message is taken. */
  constructor(taken: () => void) {
    this.#taken = taken;
  }

  /** The number of waiting messages. */
  get waiting(): number {
    return this.#waiting.length;
  }

  push(message: Message): void {
    const taker = this.#takers.shift();
    if (taker !== undefined) taker({ done: false, value: message });
    else this.#waiting.push(message);
  }

  /** Ends the iteration after the messages that wait. */
  end(): void {
    this.#ended = true;
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<Message, undefined>> {
    const message = this.#waiting.shift();
    if (message !== undefined) {
      this.#taken();
      return Promise.resolve({ done: false, value: message });
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#takers.push(resolve));
  }
}
