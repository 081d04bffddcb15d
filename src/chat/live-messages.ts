/**
 * Messages that the hub remembers for a while: those that are kept nowhere, which have negative ids and can be answered,
 * corrected and taken back while they are here, and those in kept rooms that guests are in, who know no others.
 */
import type { Room } from './room.ts';
import type { Person } from './session.ts';

export interface LiveMessage {
  readonly id: number;
  readonly author: Person;
  /** The room that it was said in, or the one that it was said to. */
  readonly to: Room | Person;
}

/** So many; the oldest make room. */
const MESSAGES_MAX = 10_000;

export class LiveMessages {
  readonly #messages = new Map<number, LiveMessage>();
  #newest = 0;

  /** Remembers one that is kept nowhere. @returns its id */
  add(author: Person, to: Room | Person): number {
    const id = --this.#newest;
    this.remember(id, author, to);
    return id;
  }

  remember(id: number, author: Person, to: Room | Person): void {
    this.#messages.set(id, { id, author, to });
    if (this.#messages.size <= MESSAGES_MAX) return;
    for (const oldest of this.#messages.keys()) {
      this.#messages.delete(oldest);
      break;
    }
  }

  get(id: number): LiveMessage | undefined {
    return this.#messages.get(id);
  }

  delete(id: number): void {
    this.#messages.delete(id);
  }
}
