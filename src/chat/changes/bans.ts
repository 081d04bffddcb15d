/** Changes to a room's bans. */
import { nameKey } from '../../protocol/names.ts';
import type { AuditRecord, BanRecord } from '../records.ts';
import type { Room } from '../rooms/room.ts';
import type { ChangeKind } from './making.ts';

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
  entry: ({ room, ban, audit }) => (room.passing ? null : { kind: 'ban', ban, audit }),
  apply(memory, { room, ban, inherited }) {
    if (!memory.rooms.book.holds(room)) return null;
    if (ban.account !== null && memory.accounts.get(ban.account) === undefined) return null;
    room.ban(ban);
    if (inherited) room.inherited.add(ban);
    return true;
  },
};

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
    room.bans.delete(nameKey(name));
    return true;
  },
};
