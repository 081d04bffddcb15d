/** One person's rooms: memberships, invitations, and rooms made. */

import type { Person } from '../people/client.ts';
import type { Room } from './room.ts';

export class PersonRooms {
  /** Rooms that it is a member of. */
  readonly rooms = new Set<Room>();
  /** Groups that a blocked person added it to: others see it there, and it does not know. */
  readonly unseen = new Set<Room>();
  /** Private rooms that it may join. */
  readonly invitations = new Set<Room>();
  /** Rooms, and groups, that it is joining while that is being stored. */
  roomsComing = 0;
  groupsComing = 0;
  /** Rooms that it made since the server started and that still exist, or are being made. */
  roomsMade = 0;

  /** Is it in any room, including those where only others see it? */
  get inAny(): boolean {
    return this.rooms.size + this.unseen.size > 0;
  }

  /** All rooms that others see it in. */
  *all(): Iterable<Room> {
    yield* this.rooms;
    yield* this.unseen;
  }
}

/** Read only. */
export type KnownRooms = {
  readonly [Key in keyof PersonRooms]: PersonRooms[Key] extends Set<Room>
    ? ReadonlySet<Room>
    : PersonRooms[Key];
};

/** The rooms of each person; most people are in none. */
export class RoomsOfPeople {
  readonly #all = new WeakMap<Person, PersonRooms>();
  readonly #none = Object.freeze(new PersonRooms());

  /** Read only; `own` returns the record to change. */
  of(person: Person): KnownRooms {
    return this.#all.get(person) ?? this.#none;
  }

  own(person: Person): PersonRooms {
    let rooms = this.#all.get(person);
    if (rooms === undefined) {
      rooms = new PersonRooms();
      this.#all.set(person, rooms);
    }
    return rooms;
  }
}
