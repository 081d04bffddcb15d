/** What rooms are to one person: those that it is in, that it may come into, that it makes. */

import type { Person } from '../people/session.ts';
import type { Room } from './room.ts';

export class PersonRooms {
  /** Where it is a member. */
  readonly rooms = new Set<Room>();
  /** Groups that it was put into by somebody whom it has blocked: for the others it is in them, and it knows of none. */
  readonly unseen = new Set<Room>();
  /** Private rooms that it may join. */
  readonly invitations = new Set<Room>();
  /** Rooms, and groups, that it is coming into until that is stored. */
  roomsComing = 0;
  groupsComing = 0;
  /** Rooms that it made since the server started and that are still there, or about to be. */
  roomsMade = 0;

  /** Is it in any, for itself or for others? */
  get inAny(): boolean {
    return this.rooms.size + this.unseen.size > 0;
  }

  /** All that others see it in. */
  *all(): Iterable<Room> {
    yield* this.rooms;
    yield* this.unseen;
  }
}

/** As it is to be read. */
export type KnownRooms = {
  readonly [Key in keyof PersonRooms]: PersonRooms[Key] extends Set<Room>
    ? ReadonlySet<Room>
    : PersonRooms[Key];
};

/** The rooms of everybody; most people are in none. */
export class RoomsOfPeople {
  readonly #all = new WeakMap<Person, PersonRooms>();
  readonly #none = Object.freeze(new PersonRooms());

  /** To be read; to be changed is what `own` answers. */
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
