/** Messages that somebody is about to do something to: one that is taken back meanwhile is changed no more. */

/** What is under way with one message. */
export interface Changing {
  /** It was taken back since. */
  readonly gone: boolean;
}

interface Counted {
  count: number;
  gone: boolean;
}

export class ChangingMessages {
  readonly #changing = new Map<number, Counted>();

  /** Something begins to be done to the message `id`, until `end`. */
  begin(id: number): Changing {
    const changing = this.#changing.get(id) ?? { count: 0, gone: false };
    this.#changing.set(id, changing);
    changing.count++;
    return changing;
  }

  /** The message `id` was taken back. */
  gone(id: number): void {
    const changing = this.#changing.get(id);
    if (changing !== undefined) changing.gone = true;
  }

  end(id: number): void {
    const changing = this.#changing.get(id);
    if (changing !== undefined && --changing.count === 0) this.#changing.delete(id);
  }
}
