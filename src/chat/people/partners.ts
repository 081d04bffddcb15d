/** The people whom a person has written with since the server started: the last ones. */

const PARTNERS_MAX = 50;

export class Partners<Person> {
  /** The one met last. */
  #last: Person | null = null;
  #all: Set<Person> | null = null;

  get all(): Iterable<Person> {
    return this.#all ?? [];
  }

  /** A message went to `other`, or came from there. */
  met(other: Person): void {
    // Most people write to the same one again: this is the path of every message.
    if (other !== this.#last) this.#remember(other);
  }

  #remember(other: Person): void {
    this.#last = other;
    this.#all ??= new Set();
    if (this.#all.has(other)) return;
    this.#all.add(other);
    if (this.#all.size <= PARTNERS_MAX) return;
    for (const oldest of this.#all) {
      this.#all.delete(oldest);
      return;
    }
  }

  /** `other` is gone for good. */
  forget(other: Person): void {
    this.#all?.delete(other);
    if (this.#last === other) this.#last = null;
  }
}
