/** The tables of rooms, of who is in them, and of who may be or may not. */
import { type Columns, column } from './column.ts';

export const roomTables = {
  rooms: {
    id: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    name: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    // Not that of a private room that they are in no more.
    topic: column('kept', 'shown', 'copied', 'deleted', 'any'),
    access: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    guests: column('kept', 'shown', 'copied', 'deleted', 'flag'),
    kept: column('kept', 'shown', 'copied', 'deleted', 'flag'),
    slow: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    created_at: column('kept', 'shown', 'copied', 'deleted', 'any'),
  },
  room_members: {
    account: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    room: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    role: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    muted_until: column('kept', 'shown', 'copied', 'deleted', 'any'),
  },
  // Where somebody's texts are, and what they have read of two people's conversation or of a room.
  members: {
    account: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    low: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    high: column('kept', 'shown', 'copied', 'deleted', 'rule'),
    read_id: column('bounded', 'shown', 'copied', 'deleted', 'rule'),
  },
  bans: {
    room: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
    name: column('kept', 'withheld', 'copied', 'deleted', 'any'),
    account: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
    address: column('kept', 'withheld', 'copied', 'deleted', 'any'),
    until: column('kept', 'withheld', 'copied', 'deleted', 'any'),
  },
  room_invitations: {
    account: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
    room: column('kept', 'withheld', 'copied', 'deleted', 'rule'),
  },
  room_mutes: {
    account: column('kept', 'withheld', 'copied', 'deleted', 'account'),
    room: column('kept', 'withheld', 'copied', 'deleted', 'room'),
    until: column('kept', 'withheld', 'copied', 'deleted', 'any'),
  },
} as const satisfies Readonly<Record<string, Columns>>;
