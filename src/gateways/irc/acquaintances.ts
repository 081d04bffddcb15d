/** The people whom one client knows by their nicks: the last ones whom it has heard or written to. */
import type { IrcPerson } from './people.ts';

const KNOWN_MAX = 100;

export class Acquaintances {
  /** The one met last is the last. */
  readonly #people = new Set<IrcPerson>();

  meet(person: IrcPerson): void {
    if (!this.#people.delete(person)) person.knownTo++;
    this.#people.add(person);
    if (this.#people.size <= KNOWN_MAX) return;
    for (const oldest of this.#people) {
      this.#people.delete(oldest);
      oldest.knownTo--;
      return;
    }
  }

  has(person: IrcPerson): boolean {
    return this.#people.has(person);
  }

  clear(): void {
    for (const person of this.#people) person.knownTo--;
    this.#people.clear();
  }
}
