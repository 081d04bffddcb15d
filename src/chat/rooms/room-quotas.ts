/** How many rooms there may be, whose they are, and how many people may be in them: with all that is only coming about. */

import { Reason } from '../../protocol/frames.ts';
import { Shares, shareOf, withoutReserve } from '../limits/shares.ts';
import type { Actor, Person } from '../people/session.ts';
import type { HubCore } from '../world.ts';
import type { KnownRooms } from './person-rooms.ts';
import type { Room } from './room.ts';
import type { RoomBook } from './room-book.ts';

/** Groups that somebody is put into by one person whom they have never written to. */
const GROUPS_OF_STRANGER_MAX = 10;

export class RoomQuotas {
  readonly #hub: HubCore;
  readonly #book: RoomBook;
  /** Rooms that strangers made, by their addresses. */
  readonly #made = new Shares();

  constructor(hub: HubCore, book: RoomBook) {
    this.#hub = hub;
    this.#book = book;
  }

  /** Why `person` may not make a room at `actor`, a group or another, or Reason.none. */
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

  /** Why `person` may be in no more rooms, or groups, or Reason.none: these do not count against those. */
  toEnter(person: Person, isGroup: boolean): Reason {
    const { roomsPerPersonMax, groupsPerPersonMax } = this.#hub.settings;
    const known = this.#book.of(person);
    const groups = groupsOf(known);
    const rooms = known.rooms.size - (groups - known.groupsComing) + known.roomsComing;
    const left = isGroup ? groupsPerPersonMax - groups : roomsPerPersonMax - rooms;
    return left > 0 ? Reason.none : Reason.quotaReached;
  }

  /** Why `maker` may put `person` into no more groups, or Reason.none. Whoever has blocked `maker` is in those, too. */
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

  /** May `maker` put `person` into one more group only if `person` has written to them? */
  asksForAcquaintance(person: Person, maker: Person): boolean {
    const { groupsPerPersonMax, reserve } = this.#hub.settings;
    // Whoever has blocked the maker is, for the maker, in those that it does not know of.
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

  // --- what is coming about ---

  /** The person of `actor` makes `room`. */
  making(room: Room, actor: Actor, maker: Person): void {
    room.maker = maker;
    room.share = this.#hub.isStranger(maker) ? actor.share : null;
    this.#book.people.own(maker).roomsMade++;
    this.#made.take(room.share);
  }

  /** `room` is there no more, or has not come about. */
  gone(room: Room): void {
    if (room.maker !== null) this.#book.people.own(room.maker).roomsMade--;
    this.#made.giveBack(room.share);
  }

  /** `person` is coming into `room`, until `settled`. */
  coming(room: Room, person: Person): void {
    if (room.isGroup) this.#book.people.own(person).groupsComing++;
    else this.#book.people.own(person).roomsComing++;
  }

  settled(room: Room, person: Person): void {
    if (room.isGroup) this.#book.people.own(person).groupsComing--;
    else this.#book.people.own(person).roomsComing--;
  }

  /** How many rooms strangers have made at the addresses of `share`. */
  madeAt(share: string): number {
    return this.#made.of(share);
  }
}

/** With those that it is coming into. */
function groupsOf({ rooms, groupsComing }: KnownRooms): number {
  let groups = groupsComing;
  for (const room of rooms) if (room.isGroup) groups++;
  return groups;
}

/** Of a group from before the server started it is only known whose it is now. */
function isBy(room: Room, maker: Person): boolean {
  if (room.maker !== null) return room.maker === maker;
  return room.memberOf(maker)?.role === 'owner';
}
