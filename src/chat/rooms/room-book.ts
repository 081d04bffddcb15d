/** All rooms, by name and id. */
import { nameKey } from '../../protocol/names.ts';
import { addressGroup } from '../limits/addresses.ts';
import { OrderedMap } from '../ordered-map.ts';
import type { AccountBook } from '../people/accounts.ts';
import type { Person } from '../people/client.ts';
import { NameIndex } from '../people/name-index.ts';
import type { RoomRecord } from '../records.ts';
import type { Stored } from '../storage.ts';
import { Member } from './member.ts';
import { type KnownRooms, RoomsOfPeople } from './person-rooms.ts';
import { GROUP_PREFIX, Room } from './room.ts';

export class RoomBook {
  readonly #byName = new NameIndex<Room>();
  /** Rooms that everybody finds, by key. */
  readonly #listed = new OrderedMap<Room>();
  readonly #byId = new Map<number, Room>();
  readonly people = new RoomsOfPeople();
  /** Names of rooms being created. */
  readonly #claimed = new Set<string>();
  #nextId: number;

  constructor(stored: Stored, accounts: AccountBook) {
    this.#nextId = stored.nextRoom;
    for (const record of stored.rooms) this.add(new Room(record, false));
    for (const { room: id, account, role, voice, mutedUntil } of stored.members) {
      const room = this.get(id);
      const person = accounts.get(account)?.person;
      if (room === undefined || person === undefined) continue;
      this.enter(room, new Member(person, role, mutedUntil, voice));
    }
    for (const ban of stored.bans) {
      // Earlier versions stored the whole address.
      const address = ban.address === null ? null : addressGroup(ban.address);
      this.get(ban.room)?.ban({ ...ban, address });
    }
    for (const { room, account, until } of stored.roomMutes) {
      const person = accounts.get(account)?.person;
      if (person !== undefined) this.get(room)?.memory.mute(person, until);
    }
    for (const { room, account } of stored.roomInvitations) {
      const person = accounts.get(account)?.person;
      const known = this.get(room);
      if (person !== undefined && known !== undefined) this.invite(known, person);
    }
  }

  /** Including rooms being created. */
  get count(): number {
    return this.#byName.size + this.#claimed.size;
  }

  get all(): Iterable<Room> {
    return this.#byName.all();
  }

  /** In any list, rooms after `name` have keys larger than this. */
  keyOf(name: string): string {
    const room = this.#byName.get(name);
    return room?.name === name ? room.key : nameKey(name);
  }

  /** Listed rooms whose keys come after `key` and contain `part`, in order. */
  listedBehind(key: string, part: string): Iterable<Room> {
    return this.#listed.containing(part, key);
  }

  get(id: number): Room | undefined {
    return this.#byId.get(id);
  }

  /** The room `name`, in this spelling or another with the same key. */
  find(name: string): Room | undefined {
    const room = this.#byName.get(name);
    return room?.leaving === true ? undefined : room;
  }

  /** Does `room` exist, though it may be about to go? */
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

  /** The name of a group. */
  nameOfGroup(id: number): string {
    return `${GROUP_PREFIX}${id}`;
  }

  add(room: Room): void {
    this.#place(room);
    if (!room.passing) this.#byId.set(room.record.id, room);
  }

  remove(room: Room): void {
    this.#byName.delete(room.name);
    this.#listed.delete(room.key);
    this.#byId.delete(room.record.id);
    for (const person of room.members.keys()) this.#leaves(room, person);
    room.members.clear();
    for (const person of [...room.invited]) this.uninvite(room, person);
  }

  enter(room: Room, member: Member): void {
    room.members.set(member.person, member);
    const { person, unseen } = member;
    this.uninvite(room, person);
    room.invitedUnseen.delete(person);
    room.memory.forget(person);
    this.#leaves(room, person);
    const own = this.people.own(person);
    if (unseen) own.unseen.add(room);
    else own.rooms.add(room);
  }

  leave(room: Room, person: Person): void {
    room.members.delete(person);
    this.#leaves(room, person);
  }

  #leaves(room: Room, person: Person): void {
    const own = this.people.own(person);
    own.rooms.delete(room);
    own.unseen.delete(room);
  }

  /** Re-sorts `person`, whose name was `old`. */
  renamed(person: Person, old: string): void {
    for (const { members } of this.of(person).rooms) members.renamed(person, old);
  }

  /** The rooms of `person`. */
  of(person: Person): KnownRooms {
    return this.people.of(person);
  }

  /** Lets `person` join `room` though it is private. */
  invite(room: Room, person: Person): void {
    room.invited.add(person);
    room.invitedUnseen.delete(person);
    this.people.own(person).invitations.add(room);
  }

  /** Takes back an invitation of `person`. @returns whether there was one */
  uninvite(room: Room, person: Person): boolean {
    if (!room.invited.delete(person)) return false;
    this.people.own(person).invitations.delete(room);
    return true;
  }

  /** Drops invitations of guests who have logged out, since they cannot come any more. */
  forgetGoneGuests(room: Room): void {
    for (const person of [...room.invited, ...room.invitedUnseen]) {
      if (person.account !== null || person.clients.length > 0) continue;
      this.uninvite(room, person);
      room.invitedUnseen.delete(person);
    }
  }

  /** Replaces the record of `room`; its name and id stay the same. */
  change(room: Room, record: RoomRecord): void {
    room.record = record;
    if (room.listed) this.#listed.set(room.key, room);
    else this.#listed.delete(room.key);
  }

  /** The same where its name is another. */
  rename(room: Room, record: RoomRecord): void {
    this.#byName.delete(room.name);
    this.#listed.delete(room.key);
    room.record = record;
    room.key = nameKey(record.name);
    this.#place(room);
  }

  /** Finds `room` by its name from now on. */
  #place(room: Room): void {
    // Two rooms that now have one key stand side by side in lists, each with its own place.
    if (this.#byName.has(room.name)) room.key = `${room.key}\0${room.name}`;
    this.#byName.add(room.name, room);
    if (room.listed) this.#listed.set(room.key, room);
  }
}
