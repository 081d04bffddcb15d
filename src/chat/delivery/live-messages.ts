/**
 * Messages that the hub remembers for a while. Those that are not stored have negative ids, and can be answered, edited
 * and deleted while they are remembered; those in stored rooms with guests are here because guests cannot read the
 * archive.
 */

import type { Receipt } from '../answer.ts';
import type { Person } from '../people/client.ts';
import { RisingTimes } from '../rising-times.ts';
import type { Room } from '../rooms/room.ts';

export interface LiveMessage {
  readonly id: number;
  readonly author: Person;
  /** The room or the person that it was sent to. */
  readonly to: Room | Person;
}

/** Messages of guests, and as many of registered people; the oldest make room. */
const MESSAGES_MAX = 5000;
/** Messages per address, whose own oldest make room. */
const OF_ADDRESS_MAX = 1000;

export class LiveMessages {
  readonly #guests = new Pool();
  readonly #registered = new Pool();
  readonly #times = new RisingTimes<Room | Person>();
  #newest = 0;

  /** Remembers a message that is not stored, sent from `share` when the clock says `date`. */
  add(author: Person, to: Room | Person, share: string | null, date: number): Receipt {
    const id = --this.#newest;
    this.remember(id, author, to, share);
    const one = 'members' in to ? to : author;
    return { id, at: this.#times.nextIn(one, to, date) };
  }

  remember(id: number, author: Person, to: Room | Person, share: string | null): void {
    const pool = author.account === null ? this.#guests : this.#registered;
    pool.add({ id, author, to }, share);
  }

  get(id: number): LiveMessage | undefined {
    return this.#guests.get(id) ?? this.#registered.get(id);
  }

  delete(id: number): void {
    this.#guests.delete(id);
    this.#registered.delete(id);
  }
}

interface Remembered {
  readonly message: LiveMessage;
  readonly share: string | null;
}

class Pool {
  readonly #messages = new Map<number, Remembered>();
  /** The ids per address, oldest first. */
  readonly #ofShare = new Map<string, Set<number>>();

  get(id: number): LiveMessage | undefined {
    return this.#messages.get(id)?.message;
  }

  add(message: LiveMessage, share: string | null): void {
    const { id } = message;
    this.#messages.set(id, { message, share });
    if (share !== null) this.#count(id, share);
    if (this.#messages.size > MESSAGES_MAX) this.#forgetOldest(this.#messages.keys());
  }

  #count(id: number, share: string): void {
    let own = this.#ofShare.get(share);
    if (own === undefined) {
      own = new Set();
      this.#ofShare.set(share, own);
    }
    own.add(id);
    if (own.size > OF_ADDRESS_MAX) this.#forgetOldest(own.keys());
  }

  #forgetOldest(ids: Iterator<number>): void {
    const { value } = ids.next();
    if (value !== undefined) this.delete(value);
  }

  delete(id: number): void {
    const share = this.#messages.get(id)?.share ?? null;
    this.#messages.delete(id);
    if (share === null) return;
    const own = this.#ofShare.get(share);
    own?.delete(id);
    if (own?.size === 0) this.#ofShare.delete(share);
  }
}
