/** Messages that something is about to be done to: one that is taken back meanwhile is changed no more. */

interface Changing {
  /** How much is under way. */
  count: number;
  gone: boolean;
}

export class ChangingMessages {
  readonly #changing = new Map<number, Changing>();

  /** Something begins to be done to the message `id`. What is returned ends that: is the message still there? */
  begin(id: number): () => boolean {
    const changing = this.#changing.get(id) ?? { count: 0, gone: false };
    this.#changing.set(id, changing);
    changing.count++;
    return () => {
      if (--changing.count === 0) this.#changing.delete(id);
      return !changing.gone;
    };
  }

  /** The message `id` was taken back. */
  gone(id: number): void {
    const changing = this.#changing.get(id);
    if (changing !== undefined) changing.gone = true;
  }
}
