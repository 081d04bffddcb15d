/**
 * Translates ids of an import to ids of this store: shifted behind those given here, and unchanged in an unused store.
 */

/** The next free ids. */
export interface NextIds {
  readonly entry: number;
  readonly account: number;
  readonly room: number;
}

export class ImportedIds {
  readonly #before: NextIds;
  #nextEntry: number;
  #nextAccount: number;
  #nextRoom: number;

  constructor(next: NextIds) {
    this.#before = next;
    this.#nextEntry = next.entry;
    this.#nextAccount = next.account;
    this.#nextRoom = next.room;
  }

  /** The next free ids after the import. */
  get next(): NextIds {
    return { entry: this.#nextEntry, account: this.#nextAccount, room: this.#nextRoom };
  }

  account(id: number): number {
    const here = id + this.#before.account - 1;
    if (here >= this.#nextAccount) this.#nextAccount = here + 1;
    return here;
  }

  room(id: number): number {
    const here = id + this.#before.room - 1;
    if (here >= this.#nextRoom) this.#nextRoom = here + 1;
    return here;
  }

  /** The id that the room `here` had at the source. */
  roomBefore(here: number): number {
    return here - this.#before.room + 1;
  }

  /** The id of a message or an edit; 0 stays 0. */
  message(id: number): number {
    return id + this.#before.entry - 1;
  }

  /** The id of the next entry, in order. Null: it had no id, and comes after all others. */
  entry(id: number | null): number {
    const here = id === null ? this.#nextEntry : this.message(id);
    if (here >= this.#nextEntry) this.#nextEntry = here + 1;
    return here;
  }
}
