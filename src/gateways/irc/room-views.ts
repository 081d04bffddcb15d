/** Rooms in which somebody is over IRC: who is in them, as clients of IRC have been told. */
import type { Role } from '../../protocol/members.ts';
import type { IrcPerson } from './people.ts';

/** In larger rooms nobody is told who comes and goes, so their members are not remembered. */
export const MEMBERS_KNOWN_MAX = 100;

export interface MemberView {
  readonly person: IrcPerson;
  role: Role;
}

/** One room, for all sessions that are in it. */
export class RoomView {
  readonly name: string;
  /** By name; empty where there are too many. */
  readonly members = new Map<string, MemberView>();
  /** Sessions over IRC in the room. */
  sessions = 0;

  constructor(name: string) {
    this.name = name;
  }

  roleOf(name: string): Role | null {
    return this.members.get(name)?.role ?? null;
  }

  /** Is `name` in it? Of large rooms that is not known, and anybody may be. */
  holds(name: string): boolean {
    return this.members.size === 0 || this.members.has(name);
  }

  add(person: IrcPerson, role: Role): void {
    const known = this.members.get(person.name);
    if (known?.person === person) {
      known.role = role;
      return;
    }
    this.remove(person.name);
    person.uses++;
    this.members.set(person.name, { person, role });
  }

  remove(name: string): void {
    const known = this.members.get(name);
    if (known === undefined) return;
    known.person.uses--;
    this.members.delete(name);
  }

  clear(): void {
    for (const { person } of this.members.values()) person.uses--;
    this.members.clear();
  }
}

export class RoomViews {
  readonly #rooms = new Map<string, RoomView>();

  get(name: string): RoomView | undefined {
    return this.#rooms.get(name);
  }

  /** One more session is in the room. */
  enter(name: string): RoomView {
    let room = this.#rooms.get(name);
    if (room === undefined) {
      room = new RoomView(name);
      this.#rooms.set(name, room);
    }
    room.sessions++;
    return room;
  }

  /** One session less is in it. */
  leave(room: RoomView): void {
    room.sessions--;
    if (room.sessions > 0) return;
    room.clear();
    if (this.#rooms.get(room.name) === room) this.#rooms.delete(room.name);
  }

  /** The rooms in which `name` is known to be. */
  *of(name: string): Iterable<RoomView> {
    for (const room of this.#rooms.values()) if (room.members.has(name)) yield room;
  }
}
