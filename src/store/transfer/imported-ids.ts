/** Which ids what comes into a folder has there: behind those that were given, and so as they were in one where none was. */

/** The next that would be given. */
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

  /** What is to be given next, after all that came. */
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

  /** Of a room that has the id `here`: what it was where it comes from. */
  roomBefore(here: number): number {
    return here - this.#before.room + 1;
  }

  /** Of a message or an edit, or of none yet (0). */
  message(id: number): number {
    return id + this.#before.entry - 1;
  }

  /** Of something that comes now, in its order. Null: it had none, and comes after everything. */
  entry(id: number | null): number {
    const here = id === null ? this.#nextEntry : this.message(id);
    if (here >= this.#nextEntry) this.#nextEntry = here + 1;
    return here;
  }
}
