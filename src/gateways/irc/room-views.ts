/** Rooms in which somebody is over IRC: who is in them, as clients of IRC have been told. */
import { PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import type { Role } from '../../protocol/members.ts';
import type { Capabilities } from './capabilities.ts';
import type { Standing } from './modes.ts';
import type { IrcPerson } from './people.ts';
import type { UserModes } from './user-modes.ts';

export interface MemberView {
  readonly person: IrcPerson;
  role: Role;
  voice: boolean;
}

/** A session over IRC, as a room and the network know it. */
export interface RoomHearer {
  readonly person: IrcPerson | null;
  readonly modes: UserModes;
  has(capability: Capabilities): boolean;
  /** Is told `line`, in its turn. */
  hear(line: string): void;
}

/** One room, for all sessions that are in it. */
export class RoomView {
  name: string;
  /**
   * By name: those who are known. Of a room with more than PRESENCE_MEMBERS_MAX members, in which nobody is told who
   * comes and goes, none are.
   */
  readonly members = new Map<string, MemberView>();
  /** Over IRC, in the room. */
  readonly sessions = new Set<RoomHearer>();

  constructor(name: string) {
    this.name = name;
  }

  roleOf(name: string): Role | null {
    return this.members.get(name)?.role ?? null;
  }

  /** What `name` may do there; null where that is not known. */
  standingOf(name: string): Standing | null {
    return this.members.get(name) ?? null;
  }

  /** Is `name` in it? Of large rooms that is not known, and anybody may be. */
  holds(name: string): boolean {
    return this.members.size === 0 || this.members.has(name);
  }

  /** `voice`: as it was, unless it is given. */
  add(person: IrcPerson, role: Role, voice?: boolean): void {
    const known = this.members.get(person.name);
    if (known?.person === person) {
      known.role = role;
      known.voice = voice ?? known.voice;
      return;
    }
    this.remove(person.name);
    person.uses++;
    this.members.set(person.name, { person, role, voice: voice ?? known?.voice ?? false });
    if (this.members.size > PRESENCE_MEMBERS_MAX) this.clear();
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

  /** `session` is in the room. */
  enter(name: string, session: RoomHearer): RoomView {
    let room = this.#rooms.get(name);
    if (room === undefined) {
      room = new RoomView(name);
      this.#rooms.set(name, room);
    }
    room.sessions.add(session);
    return room;
  }

  /** The room that was called `was` is called `name`. */
  renamed(was: string, name: string): void {
    const room = this.#rooms.get(was);
    if (room === undefined) return;
    this.#rooms.delete(was);
    this.#rooms.set(name, room);
    room.name = name;
  }

  /** `session` is no more in it. */
  leave(room: RoomView, session: RoomHearer): void {
    room.sessions.delete(session);
    if (room.sessions.size > 0) return;
    room.clear();
    if (this.#rooms.get(room.name) === room) this.#rooms.delete(room.name);
  }

  /** The sessions of others in rooms in which `person` is known to be. */
  around(person: IrcPerson): Set<RoomHearer> {
    const hearers = new Set<RoomHearer>();
    for (const room of this.of(person.name)) {
      for (const one of room.sessions) if (one.person !== person) hearers.add(one);
    }
    return hearers;
  }

  /** The rooms in which `name` is known to be. */
  *of(name: string): Iterable<RoomView> {
    for (const room of this.#rooms.values()) if (room.members.has(name)) yield room;
  }
}
