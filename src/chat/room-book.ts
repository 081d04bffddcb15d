/** The rooms that there are, by their names and ids. */
import { nameKey } from '../protocol/names.ts';
import type { AccountBook } from './accounts.ts';
import { NameIndex } from './name-index.ts';
import type { RoomRecord } from './records.ts';
import { GROUP_PREFIX, Member, Room } from './room.ts';
import type { Person } from './session.ts';
import type { Stored } from './storage.ts';

export class RoomBook {
  readonly #byName = new NameIndex<Room>();
  readonly #byId = new Map<number, Room>();
  /** Being created. */
  readonly #claimed = new Set<string>();
  #inOrder: readonly Room[] | null = null;
  #nextId: number;

  constructor(stored: Stored, accounts: AccountBook) {
    this.#nextId = stored.nextRoom;
    for (const record of stored.rooms) this.add(new Room(record, false));
    for (const { room: id, account, role, mutedUntil } of stored.members) {
      const room = this.get(id);
      const person = accounts.get(account)?.person;
      if (room === undefined || person === undefined) continue;
      this.enter(room, new Member(person, role, mutedUntil));
    }
    for (const ban of stored.bans) this.get(ban.room)?.bans.set(nameKey(ban.name), ban);
    for (const { room, account, until } of stored.roomMutes ?? []) {
      const person = accounts.get(account)?.person;
      if (person !== undefined) this.get(room)?.keepMute(person, until);
    }
    for (const { room, account } of stored.roomInvitations) {
      const person = accounts.get(account)?.person;
      if (person !== undefined) this.get(room)?.invited.add(person);
    }
  }

  /** With those that are being created. */
  get count(): number {
    return this.#byName.size + this.#claimed.size;
  }

  /** In the order of their names. */
  get inOrder(): readonly Room[] {
    this.#inOrder ??= [...this.#byName.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, room]) => room);
    return this.#inOrder;
  }

  get(id: number): Room | undefined {
    return this.#byId.get(id);
  }

  /** The room `name`, in this spelling or another that is the same. */
  find(name: string): Room | undefined {
    const room = this.#byName.get(name);
    return room?.leaving === true ? undefined : room;
  }

  /** Is `room` there, though perhaps not for long? */
  holds(room: Room): boolean {
    return this.#byName.get(room.name) === room;
  }

  has(name: string): boolean {
    return this.#byName.has(name) || this.#claimed.has(nameKey(name));
  }

  claim(name: string): void {
    this.#claimed.add(nameKey(name));
  }

  unclaim(name: string): void {
    this.#claimed.delete(nameKey(name));
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** What a room is called that has no name of its own. */
  nameOfGroup(id: number): string {
    return `${GROUP_PREFIX}${id}`;
  }

  add(room: Room): void {
    this.#byName.add(room.name, room);
    if (!room.passing) this.#byId.set(room.record.id, room);
    this.#inOrder = null;
  }

  remove(room: Room): void {
    this.#byName.delete(room.name);
    this.#byId.delete(room.record.id);
    this.#inOrder = null;
    for (const person of room.members.keys()) person.rooms.delete(room);
    room.members.clear();
  }

  enter(room: Room, member: Member): void {
    room.members.set(member.person, member);
    room.invited.delete(member.person);
    room.mutes.delete(member.person);
    member.person.rooms.add(room);
  }

  leave(room: Room, person: Person): void {
    room.members.delete(person);
    person.rooms.delete(room);
  }

  /** Changes the record of `room`, which keeps its name and id. */
  change(room: Room, record: RoomRecord): void {
    room.record = record;
  }
}
