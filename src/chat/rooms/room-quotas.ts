/** Quotas for rooms: how many exist, how many one person is in, and members per room, including what is under way. */

import { Reason } from '../../protocol/frames.ts';
import { Shares, shareOf, withoutReserve } from '../limits/shares.ts';
import type { Actor, Person } from '../people/client.ts';
import type { HubCore } from '../world.ts';
import type { KnownRooms } from './person-rooms.ts';
import type { Room } from './room.ts';
import type { RoomBook } from './room-book.ts';

/** Groups that one stranger may add a person to. */
const GROUPS_OF_STRANGER_MAX = 10;

export class RoomQuotas {
  readonly #hub: HubCore;
  readonly #book: RoomBook;
  /** Rooms made by strangers, per address group. */
  readonly #made = new Shares();

  constructor(hub: HubCore, book: RoomBook) {
    this.#hub = hub;
    this.#book = book;
  }

  /** Why `person` may not make a room, or group, through `actor`, or Reason.none. */
  toMake({ share }: Actor, person: Person, isGroup: boolean): Reason {
    const { settings } = this.#hub;
    const { roomsMax, roomsPerPersonMax, roomsPerAddressMax, reserve } = settings;
    const isStranger = this.#hub.isStranger(person);
    const most = isStranger ? withoutReserve(roomsMax, reserve) : roomsMax;
    if (this.#book.count >= most) return Reason.serverFull;
    if (isStranger && this.#made.of(share) >= shareOf(roomsMax, roomsPerAddressMax)) {
      return Reason.quotaReached;
    }
    return this.#book.of(person).roomsMade < roomsPerPersonMax
      ? this.toEnter(person, isGroup)
      : Reason.quotaReached;
  }

  /** Why `person` may not be in more rooms, or groups, or Reason.none: the two are counted separately. */
  toEnter(person: Person, isGroup: boolean): Reason {
    const { roomsPerPersonMax, groupsPerPersonMax } = this.#hub.settings;
    const known = this.#book.of(person);
    const groups = groupsOf(known);
    const rooms = known.rooms.size - (groups - known.groupsComing) + known.roomsComing;
    const left = isGroup ? groupsPerPersonMax - groups : roomsPerPersonMax - rooms;
    return left > 0 ? Reason.none : Reason.quotaReached;
  }

  /**
   * Why `maker` may not add `person` to more groups, or Reason.none. Those that `person` was added to unseen, as it has
   * blocked `maker`, count too.
   */
  toBePutIn(person: Person, maker: Person): Reason {
    const known = this.#book.of(person);
    const unseen = person.hasBlocked(maker) ? known.unseen.size : 0;
    const left = this.#hub.settings.groupsPerPersonMax - groupsOf(known) - unseen;
    return left > 0 ? Reason.none : Reason.quotaReached;
  }

  /** Is `room` too full for `person`? */
  isFull(room: Room, person: Person): boolean {
    const { membersMax, reserve } = this.#hub.settings;
    const most = this.#hub.isStranger(person) ? withoutReserve(membersMax, reserve) : membersMax;
    return room.members.size + room.coming.size >= most;
  }

  /** May `maker` add `person` to one more group only if `person` has written to them? */
  asksForAcquaintance(person: Person, maker: Person): boolean {
    const { groupsPerPersonMax, reserve } = this.#hub.settings;
    // In the eyes of a blocked maker, `person` is also in the groups it does not know of.
    const known = this.#book.of(person);
    const unseen = person.hasBlocked(maker) ? [...known.unseen] : [];
    const groups = groupsOf(known) + unseen.length;
    if (groups >= withoutReserve(groupsPerPersonMax, reserve)) return true;
    let byMaker = known.groupsComing;
    for (const room of [...known.rooms, ...unseen]) {
      if (room.isGroup && isBy(room, maker)) byMaker++;
    }
    return byMaker >= GROUPS_OF_STRANGER_MAX;
  }

  // --- under way ---

  /** The person of `actor` is making `room`. */
  making(room: Room, actor: Actor, maker: Person): void {
    room.maker = maker;
    room.share = this.#hub.isStranger(maker) ? actor.share : null;
    this.#book.people.own(maker).roomsMade++;
    this.#made.take(room.share);
  }

  /** `room` has ended, or could not be made. */
  gone(room: Room): void {
    if (room.maker !== null) this.#book.people.own(room.maker).roomsMade--;
    this.#made.giveBack(room.share);
  }

  /** `person` is joining `room`, until `settled`. */
  coming(room: Room, person: Person): void {
    if (room.isGroup) this.#book.people.own(person).groupsComing++;
    else this.#book.people.own(person).roomsComing++;
  }

  settled(room: Room, person: Person): void {
    if (room.isGroup) this.#book.people.own(person).groupsComing--;
    else this.#book.people.own(person).roomsComing--;
  }

  /** The number of rooms that strangers of `share` have made. */
  madeAt(share: string): number {
    return this.#made.of(share);
  }
}

/** Including those being joined. */
function groupsOf({ rooms, groupsComing }: KnownRooms): number {
  let groups = groupsComing;
  for (const room of rooms) if (room.isGroup) groups++;
  return groups;
}

/** For a group from before the start of the server, only the current owner is known. */
function isBy(room: Room, maker: Person): boolean {
  if (room.maker !== null) return room.maker === maker;
  return room.memberOf(maker)?.role === 'owner';
}
