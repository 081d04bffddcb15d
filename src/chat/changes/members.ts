/** Changes to a room's members: arrivals, roles, mutes, departures. */

import type { Role } from '../../protocol/members.ts';
import type { Person } from '../people/client.ts';
import type { AuditRecord, BanRecord } from '../records.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import { keepOut, replacing } from './bans.ts';
import type { ChangeKind } from './making.ts';
import type { Memory } from './memory.ts';

export interface Arrival {
  readonly room: Room;
  /** The new member's state. */
  readonly member: Member;
}

/** `isNew`: was the person in the room in nobody's eyes before? */
export const arrived: ChangeKind<Arrival, { readonly isNew: boolean }> = {
  reserve(memory, { room, member: { person } }) {
    room.coming.add(person);
    memory.rooms.quotas.coming(room, person);
  },
  settle(memory, { room, member: { person } }, stored) {
    room.coming.delete(person);
    memory.rooms.quotas.settled(room, person);
    if (!stored) memory.rooms.succession.decide(room);
  },
  entry: ({ room, member }) => {
    const record = room.memberRecord(member.person, member);
    return record && { kind: 'member', member: record, audit: null };
  },
  apply(memory, { room, member }, { id }) {
    const { person, unseen } = member;
    // A guest may have left since, and an account or the room may be gone; one that is being removed is still there.
    if (!memory.rooms.book.holds(room) || !memory.accounts.isThere(person)) return null;
    const before = room.members.get(person);
    if ((before?.unseen ?? true) && !unseen) memory.visits.came(room, person, id);
    member.spokeAt = Math.max(member.spokeAt, room.memory.spokeAt(person));
    memory.rooms.book.enter(room, member);
    return { isNew: before === undefined };
  },
};

/** A new role, or a voice given or taken. */
export interface Ranking {
  readonly room: Room;
  readonly member: Member;
  readonly role: Role;
  readonly voice: boolean;
  readonly audit: AuditRecord | null;
}

export const ranked: ChangeKind<Ranking> = {
  reserve(_memory, { member }) {
    member.changes++;
  },
  settle(memory, { room, member }, stored) {
    member.changes--;
    if (!stored) memory.rooms.succession.later(room);
  },
  entry: ({ room, member, role, voice, audit }) =>
    room.changeOf(member, { role, voice, mutedUntil: muteOf(member, role) }, audit),
  apply(memory, { room, member, role, voice }) {
    if (!isIn(memory, room, member)) return null;
    member.mutedUntil = muteOf(member, role);
    member.role = role;
    member.voice = voice;
    return true;
  },
};

/** Moderators and owners are not muted in their room. */
function muteOf({ mutedUntil }: Member, role: Role): number {
  return role === 'member' ? mutedUntil : 0;
}

export interface Muting {
  readonly room: Room;
  readonly member: Member;
  /** 0: unmuted. */
  readonly until: number;
  readonly audit: AuditRecord | null;
}

export const muted: ChangeKind<Muting> = {
  reserve(_memory, { member, until }) {
    member.changes++;
    member.muting = until > 0;
  },
  settle(_memory, { member }) {
    member.changes--;
    member.muting = false;
  },
  entry({ room, member, until, audit }) {
    const { role, voice } = member;
    return room.changeOf(member, { role, voice, mutedUntil: until }, audit);
  },
  apply(memory, { room, member, until }) {
    if (!isIn(memory, room, member)) return null;
    const { person } = member;
    member.mutedUntil = until;
    // Otherwise a guest could shed the mute by changing its name.
    if (person.account === null && until > 0) room.memory.mute(person, until);
    else if (person.account === null) room.memory.unmute(person);
    return true;
  },
};

export interface Departure {
  readonly room: Room;
  readonly member: Member;
  /** Keeps the person from coming back. */
  readonly ban: BanRecord | null;
  readonly audit: AuditRecord | null;
}

/** `wasIn`: was the person still in the room? */
export const departed: ChangeKind<Departure, { readonly wasIn: boolean }> = {
  reserve(_memory, { room, member, ban }) {
    member.leaving = true;
    if (ban !== null) room.bansComing.add(ban);
  },
  settle(memory, { room, member, ban }, stored) {
    member.leaving = false;
    if (ban !== null) room.bansComing.delete(ban);
    // Others may have left meanwhile, and succession may have waited for this departure.
    if (!stored) memory.rooms.succession.decide(room);
  },
  entry({ room, member, ban, audit }) {
    if (room.passing) return null;
    const { account } = member.person;
    const { id } = room.record;
    const replaced = ban === null ? {} : replacing(room, ban);
    if (account !== null) {
      return { kind: 'member-removed', room: id, account: account.id, ban, audit, ...replaced };
    }
    if (ban !== null) return { kind: 'ban', ban, audit, ...replaced };
    return audit && { kind: 'audit', audit };
  },
  apply(memory, { room, member, ban }, { id }) {
    if (!memory.rooms.book.holds(room)) return null;
    if (ban !== null) keepOut(memory, room, ban);
    const wasIn = room.members.get(member.person) === member;
    if (wasIn) memory.rooms.takeOut(room, member);
    if (wasIn && !member.unseen) memory.visits.left(room, member.person, id);
    return { wasIn };
  },
};

function isIn(memory: Memory, room: Room, member: Member): boolean {
  return memory.rooms.book.holds(room) && room.members.get(member.person) === member;
}

/** A mute for `person`, who is not in the room, that holds once that person comes. */
export interface MuteAhead {
  readonly room: Room;
  readonly person: Person;
  readonly until: number;
}

export const mutedAhead: ChangeKind<MuteAhead> = {
  // Reserved at once, so that nobody slips in meanwhile.
  reserve(_memory, { room, person, until }) {
    room.memory.mute(person, until);
  },
  settle(_memory, { room, person }, stored) {
    if (!stored) room.memory.unmute(person);
  },
  entry({ room, person: { account }, until }) {
    if (room.passing || account === null) return null;
    return { kind: 'room-mute', room: room.record.id, account: account.id, until };
  },
  apply: () => true,
};
