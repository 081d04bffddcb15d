/** Activity in rooms: joining, leaving, and telling members. */
import type { RoomAct } from '../../protocol/events/room.ts';
import { Reason } from '../../protocol/frames.ts';
import { hears } from '../../protocol/hearing.ts';
import { PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { type Answer, type LATER, type Refusal, refusedUntil } from '../answer.ts';
import { type Answering, make } from '../changes/making.ts';
import { arrived, departed } from '../changes/members.ts';
import type { Memory } from '../changes/memory.ts';
import { ChangingMessages } from '../delivery/changing-messages.ts';
import { type HubEvent, type Particulars, roomEvent } from '../delivery/event.ts';
import { LiveMessages } from '../delivery/live-messages.ts';
import type { Actor, Client, Person } from '../people/client.ts';
import { tellInSpiteOfBlock, tellOne } from '../people/telling.ts';
import { tellPresence } from '../people/telling-presence.ts';
import type { AuditRecord } from '../records.ts';
import type { HubCore } from '../world.ts';
import { Member } from './member.ts';
import type { Room } from './room.ts';
import { RoomBook } from './room-book.ts';
import { RoomQuotas } from './room-quotas.ts';
import { RoomSight } from './room-sight.ts';
import { Succession } from './succession.ts';

/** Acts of moderation. */
const DEEDS: ReadonlySet<RoomAct> = new Set([
  'kicked',
  'banned',
  'unbanned',
  'muted',
  'unmuted',
  'role',
  'voiced',
  'unvoiced',
]);

/** How somebody leaves a room: `gone` is not from there alone; `why` is what they say. */
interface Parting {
  readonly gone: boolean;
  readonly why: string | null;
}

export class Rooms extends RoomSight {
  readonly quotas: RoomQuotas;
  readonly live = new LiveMessages();
  readonly changing = new ChangingMessages();
  readonly succession: Succession;
  readonly #hub: HubCore;
  readonly #memory: Memory;

  constructor(hub: HubCore) {
    super(hub, new RoomBook(hub.world.stored, hub.accounts));
    this.#hub = hub;
    this.quotas = new RoomQuotas(hub, this.book);
    const { accounts, visits, world } = hub;
    this.#memory = { accounts, visits, world, rooms: this };
    this.succession = new Succession(this.#memory, this);
    // Consequences of a departure are stored after it, so a crash may have left some undone.
    for (const room of [...this.book.all]) this.succession.decide(room);
  }

  /** The audit record of an act by `by` in `room`; null in a guest's room, which stores nothing. */
  auditOf(
    room: Room,
    by: Person,
    what: string,
    whom: string | null,
    detail: string | null,
  ): AuditRecord | null {
    if (room.passing) return null;
    const { id, name } = room.record;
    return {
      by: by.account?.id ?? by.operatorId ?? 0,
      byName: by.name,
      room: id,
      roomName: name,
      what,
      whom,
      detail,
    };
  }

  /**
   * Is the name a room's, or was until lately that of another than `room`? It may be that of somebody who was
   * registered under earlier rules.
   */
  isNameTaken(name: string, room: Room | null): boolean {
    const { accounts, former, world } = this.#hub;
    const now = world.now();
    if (this.book.has(name) || accounts.isGivenUp(name, now)) return true;
    return former.keepsAnyLike(name, room, now);
  }

  // --- joining and leaving ---

  /** Why the person of `actor` may not join `room`, which it may see. */
  closedTo(room: Room, actor: Actor): Reason {
    const { person } = actor;
    if (person === null) return Reason.notLoggedIn;
    if (room.coming.has(person) || room.members.get(person)?.leaving === true) return Reason.busy;
    const many = this.quotas.toEnter(person, room.isGroup);
    if (many !== Reason.none) return many;
    if (this.quotas.isFull(room, person)) return Reason.quotaReached;
    if (person.isOperator) return Reason.none;
    const out = this.keptOutOf(room, person);
    if (out !== Reason.none) return out;
    const open = !room.byInvitation || room.invited.has(person);
    return open ? Reason.none : Reason.notPermitted;
  }

  /** Why `person` may neither join `room` nor speak there from outside, whoever is invited; or Reason.none. */
  keptOutOf(room: Room, person: Person): Reason {
    if (room.keepsOut(person, this.#hub.world.now())) return Reason.banned;
    return person.account === null && !room.record.guests ? Reason.accountNeeded : Reason.none;
  }

  /** `person`, who is not in `room`, as somebody who speaks there from outside; null: that cannot be. */
  outsider(room: Room, person: Person): Member | null {
    if (room.record.membersOnly || room.byInvitation) return null;
    return this.keptOutOf(room, person) === Reason.none ? memberToCome(room, person) : null;
  }

  /** The answer to a person who cannot join `room` for `reason`: a banned one is told for how long. */
  refusal(room: Room, { person }: Actor, reason: Reason): Reason | Refusal {
    if (reason !== Reason.banned || person === null) return reason;
    const now = this.#hub.world.now();
    return refusedUntil(reason, room.keptOutUntil(person, now), now);
  }

  /** The person of `actor`, who may join `room`, joins it; then `then` goes on, and answers. */
  join(room: Room, actor: Actor, answer: Answering, then: () => Answer | typeof LATER): void {
    const person = actor.person as Person;
    const gone = () => {
      this.succession.decide(room);
      return Reason.noSuchRoom;
    };
    const arrival = { room, member: memberToCome(room, person) };
    make(this.#memory, arrived, arrival, answer, gone, ({ isNew }) => {
      const few = isNew && room.members.size <= PRESENCE_MEMBERS_MAX;
      if (few) this.tellAct(room, 'joined', person, actor);
      else this.tellPerson(person, roomEvent(room, 'joined', person), person, actor);
      // If the room had been left without an owner, the new member may inherit it.
      this.succession.decide(room);
      return then();
    });
  }

  /** `member` leaves `room` voluntarily, through `actor`. */
  leave(
    room: Room,
    member: Member,
    actor: Actor | null,
    parting: Parting,
    answer: Answering = () => {},
  ): void {
    const { person } = member;
    const { gone } = parting;
    // Its last words would be words.
    const isSilent = room.isSilent(member, this.#hub.world.now());
    const why = isSilent ? null : parting.why;
    const departure = { room, member, ban: null, audit: null };
    make(this.#memory, departed, departure, answer, Reason.none, ({ wasIn }) => {
      this.succession.decide(room);
      const few = room.members.size < PRESENCE_MEMBERS_MAX;
      const event = roomEvent(room, 'left', person, { why, ...(gone && { gone }) });
      if (gone) event.departure = parting;
      if (wasIn && few) this.tell(room, event, person, null);
      if (wasIn) this.tellPerson(person, event, person, actor);
      return Reason.none;
    });
  }

  /** Takes `member` out of `room`, which remembers what will apply when it comes back. */
  takeOut(room: Room, member: Member): void {
    room.remember(member, this.#hub.world.now());
    this.book.leave(room, member.person);
  }

  /** `person` has logged in, without another client. */
  came(person: Person): void {
    if (this.book.of(person).inAny) this.tellPresence(person);
  }

  /** The last client of `person` has logged out, and said why; a guest is gone for good. */
  went(person: Person, why: string | null): void {
    person.awayText = null;
    const known = this.book.of(person);
    if (!known.inAny) return;
    if (person.account !== null) this.tellPresence(person, why);
    const parting = { gone: true, why };
    for (const room of [...known.rooms]) {
      const member = room.members.get(person);
      if (person.account === null && member !== undefined) this.leave(room, member, null, parting);
      else if (room.passing) this.succession.decide(room);
    }
  }

  /** The account of `person` is removed, so it leaves all rooms. @returns the rooms that it was in */
  removed(person: Person): readonly Room[] {
    const known = this.book.of(person);
    const left = [...known.all()];
    for (const room of left) {
      const member = room.members.get(person);
      if (member !== undefined) this.takeOut(room, member);
    }
    for (const room of [...known.invitations]) this.book.uninvite(room, person);
    for (const room of this.book.all) {
      room.memory.forget(person);
      room.invitedUnseen.delete(person);
      for (const [key, { account }] of room.bans) {
        if (account !== null && account === person.account?.id) room.bans.delete(key);
      }
    }
    return left;
  }

  // --- telling ---

  /**
   * Tells everyone in `room`, or in `members`, the former members; not `except`, the client that acted; those who have
   * blocked `by` hear only what concerns them.
   */
  tell(
    room: Room,
    event: HubEvent,
    by: Person,
    except: Actor | null,
    members: readonly Member[] | null = null,
  ): void {
    const { listeners } = this.#hub;
    listeners.passed(event, (one) => isTold(room, members, one) && !one.hasBlocked(by));
    const { capability } = event;
    for (const { person, unseen } of members ?? room.members.values()) {
      const { clients } = person;
      if (unseen || clients.length === 0) continue;
      if (person.blocks !== null && person.hasBlocked(by)) {
        tellInSpiteOfBlock(person, event);
        continue;
      }
      const quiet = !person.notices;
      // By index, since every message in a large room passes here.
      for (let i = 0; i < clients.length; i++) {
        const client = clients[i] as Client;
        if (client !== except && hears(client.hearing, capability, quiet)) {
          client.connection.event(event);
        }
      }
    }
  }

  tellAct(
    room: Room,
    what: RoomAct,
    by: Person,
    except: Actor | null,
    particulars: Particulars = {},
    members: readonly Member[] | null = null,
  ): void {
    const { until, name = null, role = null } = particulars;
    if (DEEDS.has(what)) {
      const deed = { by, actor: except, what, room: room.name, whom: name, role };
      this.#hub.world.observer.acted(deed);
    }
    const dated = typeof until === 'number' ? { until: this.#hub.world.dated(until) } : {};
    this.tell(room, roomEvent(room, what, by, { ...particulars, ...dated }), by, except, members);
  }

  /** Tells one person, on all its clients. */
  tellPerson(person: Person, event: HubEvent, by: Person, except: Actor | null): void {
    if (person.hasBlocked(by)) return;
    this.#hub.listeners.passed(event, (one) => one === person);
    tellOne(person, event, except);
  }

  /** `why`: they are gone, and said why. */
  tellPresence(person: Person, why: string | null = null): void {
    tellPresence(this.#hub.listeners, person, this.book.of(person), this.#hub.world.now(), why);
  }
}

/** Is `one` aware of being in `room`, or among `members`? */
function isTold(room: Room, members: readonly Member[] | null, one: Person): boolean {
  if (members === null) return room.memberOf(one) !== null;
  return members.some(({ person, unseen }) => person === one && !unseen);
}

/** The new member: with what `person` already was in the eyes of others, who could not tell that it was unaware. */
function memberToCome(room: Room, person: Person): Member {
  const shown = room.members.get(person);
  // A guest's mute is in the room's memory, since it applies to its whole address group.
  const kept = person.account === null ? 0 : room.memory.mutedUntil(person);
  const member = new Member(
    person,
    shown?.role ?? 'member',
    Math.max(kept, shown?.mutedUntil ?? 0),
    shown?.voice,
  );
  member.spokeAt = room.memory.spokeAt(person);
  return member;
}
