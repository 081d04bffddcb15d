/** Changes to a room's bans. */
import { nameKey } from '../../protocol/names.ts';
import type { AuditRecord, BanRecord } from '../records.ts';
import type { Room } from '../rooms/room.ts';
import type { Replacing } from '../stored/ban.ts';
import type { ChangeKind } from './making.ts';
import type { Memory } from './memory.ts';

export interface Banning {
  readonly room: Room;
  readonly ban: BanRecord;
  readonly audit: AuditRecord | null;
  /** Taken over by an account from the guest it was, so nobody is told. */
  readonly inherited?: true;
}

export const banned: ChangeKind<Banning> = {
  reserve(_memory, { room, ban }) {
    room.bansComing.add(ban);
  },
  settle(_memory, { room, ban }) {
    room.bansComing.delete(ban);
  },
  entry: ({ room, ban, audit }) =>
    room.passing ? null : { kind: 'ban', ban, audit, ...replacing(room, ban) },
  apply(memory, { room, ban, inherited }) {
    if (!memory.rooms.book.holds(room)) return null;
    if (!keepOut(memory, room, ban)) return null;
    if (inherited) room.inherited.add(ban);
    return true;
  },
};

/** What `ban`, which is about to be stored, replaces there: a room has one ban for all spellings of a name. */
export function replacing(room: Room, { name }: BanRecord): Replacing {
  const replaced = room.otherSpellings(name);
  return replaced.length === 0 ? {} : { replaced };
}

/** Adds a stored ban to memory. @returns false: its account was removed meanwhile, and the ban with it */
export function keepOut(memory: Memory, room: Room, ban: BanRecord): boolean {
  if (ban.account !== null && memory.accounts.get(ban.account) === undefined) return false;
  room.ban(ban);
  return true;
}

export interface Unbanning {
  readonly room: Room;
  /** As the ban spells it. */
  readonly name: string;
  readonly audit: AuditRecord | null;
}

export const unbanned: ChangeKind<Unbanning> = {
  entry: ({ room, name, audit }) =>
    room.passing ? null : { kind: 'unban', room: room.record.id, name, audit },
  apply(memory, { room, name }) {
    if (!memory.rooms.book.holds(room)) return null;
    const key = nameKey(name);
    // A ban in another spelling may have replaced it meanwhile, and stays.
    if (room.bans.get(key)?.name === name) room.bans.delete(key);
    return true;
  },
};
