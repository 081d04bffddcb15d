/** Who is gone, as one client is told of it: once, though the hub tells it in each room that they were in. */
import type { IrcPerson } from './people.ts';

export class Departures {
  /** Within this turn of the event loop, in which the hub tells all rooms. */
  readonly #told = new Set<IrcPerson>();

  /** Is the client to be told that `person` is gone? */
  isNew(person: IrcPerson): boolean {
    if (this.#told.has(person)) return false;
    if (this.#told.size === 0) setImmediate(() => this.#told.clear());
    this.#told.add(person);
    return true;
  }

  /** `person` is here again. */
  came(person: IrcPerson): void {
    this.#told.delete(person);
  }
}
