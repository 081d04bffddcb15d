/** Changes to rooms: made, changed, removed, and invitations into them. */

import type { Actor, Person } from '../people/client.ts';
import type { AuditRecord, MemberRecord, ReservationRecord, RoomRecord } from '../records.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import type { ChangeKind } from './making.ts';
import type { Memory } from './memory.ts';

export interface Founding {
  readonly room: Room;
  /** The first is the owner. */
  readonly members: readonly [Member, ...Member[]];
  /** The client or caller that makes it. */
  readonly actor: Actor;
}

/** Returns the members. */
export const founded: ChangeKind<Founding, readonly Member[]> = {
  reserve(memory, { room, members, actor }) {
    memory.rooms.book.claim(room.name);
    memory.rooms.quotas.making(room, actor, members[0].person);
    for (const { person } of members) memory.rooms.quotas.coming(room, person);
  },
  settle(memory, { room, members }, stored) {
    memory.rooms.book.unclaim(room.name);
    for (const { person } of members) memory.rooms.quotas.settled(room, person);
    if (!stored) memory.rooms.quotas.gone(room);
  },
  entry({ room, members }) {
    if (room.passing) return null;
    const founders = members.flatMap((member): MemberRecord[] => {
      const kept = member.unseen ? null : room.memberRecord(member.person, member);
      return kept === null ? [] : [kept];
    });
    return { kind: 'room', room: room.record, founders, audit: null };
  },
  apply(memory, { room, members }, { id }) {
    memory.rooms.book.add(room);
    const there = members.filter(({ person }) => memory.accounts.isThere(person));
    for (const member of there) {
      memory.rooms.book.enter(room, member);
      if (!member.unseen) memory.visits.came(room, member.person, id);
    }
    return there;
  },
};

export interface RoomChange {
  readonly room: Room;
  /** The new record. */
  readonly record: RoomRecord;
  readonly audit: AuditRecord | null;
}

export const roomChanged: ChangeKind<RoomChange> = {
  reserve(_memory, { room }) {
    room.changing = true;
  },
  settle(_memory, { room }) {
    room.changing = false;
  },
  entry: ({ room, record, audit }) =>
    room.passing ? null : { kind: 'room', room: record, founders: [], audit },
  apply(memory, { room, record }) {
    if (!memory.rooms.book.holds(room)) return null;
    memory.rooms.book.change(room, record);
    return true;
  },
};

export interface RoomRenaming extends RoomChange {
  /** Keeps the old name reserved; null: the new one is another spelling of it. In a guest's room it is not stored. */
  readonly reservation: ReservationRecord | null;
}

export const roomRenamed: ChangeKind<RoomRenaming> = {
  reserve(memory, { room, record }) {
    room.changing = true;
    memory.rooms.book.claim(record.name);
  },
  settle(memory, { room, record }) {
    room.changing = false;
    memory.rooms.book.unclaim(record.name);
  },
  entry({ room, record, audit, reservation }) {
    if (room.passing) return null;
    const change = { kind: 'room', room: record, founders: [], audit } as const;
    return reservation === null ? change : { ...change, reservation };
  },
  apply(memory, { room, record, reservation }) {
    if (!memory.rooms.book.holds(room)) return null;
    memory.rooms.book.rename(room, record);
    if (!room.passing && reservation !== null) memory.accounts.reserve(reservation);
    return true;
  },
};

export interface RoomEnd {
  readonly room: Room;
  readonly audit: AuditRecord | null;
}

/** Returns the former members. */
export const roomEnded: ChangeKind<RoomEnd, readonly Member[]> = {
  reserve(_memory, { room }) {
    room.leaving = true;
  },
  settle(memory, { room }, stored) {
    room.leaving = false;
    // Others may have left meanwhile.
    if (!stored) memory.rooms.succession.later(room);
  },
  entry: ({ room, audit }) =>
    room.passing ? null : { kind: 'room-removed', room: room.record.id, audit },
  apply(memory, { room }, { id }) {
    if (!memory.rooms.book.holds(room)) return null;
    const members = [...room.members.values()];
    for (const { person, unseen } of members) if (!unseen) memory.visits.left(room, person, id);
    memory.rooms.book.remove(room);
    memory.rooms.quotas.gone(room);
    return members;
  },
};

export interface RoomInvitation {
  readonly room: Room;
  readonly person: Person;
  /**
   * The invited person has blocked the inviter and is not told: they may not come in, but the invitation counts all the
   * same.
   */
  readonly unseen: boolean;
  /** It lets the person in. Anyone may come into a room that is not by invitation, so there it is only told. */
  readonly grants: boolean;
}

export const invited: ChangeKind<RoomInvitation> = {
  entry({ room, person: { account }, unseen, grants }) {
    if (account === null || room.passing || !grants) return null;
    const { id } = room.record;
    const change = { kind: 'room-invitation', room: id, account: account.id } as const;
    return unseen ? { ...change, unseen } : change;
  },
  apply(memory, { room, person, unseen, grants }) {
    if (!isOpenTo(memory, room, person)) return null;
    if (!grants || room.holds(person)) return true;
    if (!unseen) memory.rooms.book.invite(room, person);
    else if (!room.invited.has(person)) room.invitedUnseen.add(person);
    return true;
  },
};

function isOpenTo(memory: Memory, room: Room, person: Person): boolean {
  return memory.rooms.book.holds(room) && memory.accounts.isThere(person);
}
