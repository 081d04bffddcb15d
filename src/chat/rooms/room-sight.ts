/** What people may see of rooms, and do there. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Role } from '../../protocol/members.ts';
import { describedFlags } from '../../protocol/room-flags.ts';
import type { Actor, Person } from '../people/client.ts';
import type { HubCore } from '../world.ts';
import type { Member } from './member.ts';
import type { Room } from './room.ts';
import type { RoomBook } from './room-book.ts';
import { isAbove, mayDo, type Rank, type RoomRight } from './room-rules.ts';

export class RoomSight {
  readonly book: RoomBook;
  readonly #hub: HubCore;

  constructor(hub: HubCore, book: RoomBook) {
    this.#hub = hub;
    this.book = book;
  }

  /** The room `name`, if `actor` may know that it exists. */
  seenBy(actor: Actor, name: string): Room | undefined {
    const room = this.book.find(name);
    if (room === undefined || room.record.access !== 'private') return room;
    const { person } = actor;
    if (person === null) return undefined;
    const known = room.holds(person) || person.isOperator || this.#isInvited(room, person);
    return known ? room : undefined;
  }

  /** An invitation of a banned person is void. */
  #isInvited(room: Room, person: Person): boolean {
    return room.invited.has(person) && !room.keepsOut(person, this.#hub.world.now());
  }

  /** The rank of `person` in `room`; null: none. */
  rankOf(room: Room, person: Person | null): Rank | null {
    if (person?.isOperator === true) return 'operator';
    return room.memberOf(person)?.role ?? null;
  }

  /** Why `person` lacks the right `right` in `room`, or Reason.none. */
  denies(room: Room, person: Person, right: RoomRight): Reason {
    const rank = this.rankOf(room, person);
    if (rank === null) return Reason.notMember;
    const isFree = right === 'topic' && !room.record.topicLocked;
    if (!isFree && !mayDo(right, rank, room.kind)) return Reason.notPermitted;
    // A person who may not speak could speak through a topic or a pin.
    const member = right === 'topic' || right === 'pin' ? room.memberOf(person) : null;
    if (member === null) return Reason.none;
    if (room.isMuted(member, this.#hub.world.now())) return Reason.muted;
    return room.hushes(member) ? Reason.moderated : Reason.none;
  }

  /** May `by` kick or mute a person of rank `whom`, or delete their messages? */
  isAbove(room: Room, by: Person, whom: Role | null): boolean {
    // In a guest's room owners act on owners: it has nobody else who could.
    return this.outranks(room, by, whom) || (room.passing && this.rankOf(room, by) === 'owner');
  }

  /** Is the rank of `by` in `room` higher? */
  outranks(room: Room, by: Person, whom: Role | null): boolean {
    const rank = this.rankOf(room, by);
    return rank !== null && isAbove(rank, whom);
  }

  /** `room` as `person` sees it. */
  describe(room: Room, person: Person | null): ReplyData<'join'> {
    const { name, topic, guests, kept, slow } = room.record;
    const member = room.memberOf(person);
    const mine =
      member === null
        ? {}
        : {
            role: member.role,
            ...(member.voice && { voice: true as const }),
            ...this.shownMute(room, member),
          };
    const members = room.members.size;
    const flags = describedFlags(name, room.flags);
    return { room: name, topic, ...flags, guests, kept, slow, members, ...mine };
  }

  /** When the mute of `member` ends, as replies say it; empty: not muted. */
  shownMute(room: Room, member: Member): { readonly muted?: number } {
    const { now, dated } = this.#hub.world;
    const until = room.mutedUntil(member);
    return until > now() ? { muted: dated(until) } : {};
  }
}
