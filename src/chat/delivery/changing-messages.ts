/** Changes to messages that are under way: once a message is deleted, it is not changed any more. */

/** A change to one message, under way. */
export interface Changing {
  /** The message was deleted since. */
  readonly gone: boolean;
}

interface Counted {
  count: number;
  gone: boolean;
}

export class ChangingMessages {
  readonly #changing = new Map<number, Counted>();

  /** Registers a change to the message `id`, until `end`. */
  begin(id: number): Changing {
    const changing = this.#changing.get(id) ?? { count: 0, gone: false };
    this.#changing.set(id, changing);
    changing.count++;
    return changing;
  }

  /** The message `id` was deleted. */
  gone(id: number): void {
    const changing = this.#changing.get(id);
    if (changing !== undefined) changing.gone = true;
  }

  end(id: number): void {
    const changing = this.#changing.get(id);
    if (changing !== undefined && --changing.count === 0) this.#changing.delete(id);
  }
}
