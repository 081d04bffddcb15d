/** Rooms: made, changed, removed. */
import type { AuditRecord, MemberRecord, ReservationRecord, RoomRecord } from '../records.ts';
import { stored } from './kind.ts';

/** Created or changed: the new record. Includes the first member where the room is new. */
export interface RoomChanged {
  readonly kind: 'room';
  readonly room: RoomRecord;
  readonly founders: readonly MemberRecord[];
  readonly audit: AuditRecord | null;
  /** Where the room has another name: the old one stays reserved. */
  readonly reservation?: ReservationRecord;
}

export const room = stored<RoomChanged>({
  kind: 'room',
  number: 10,
  heardAs: 'room',
  heardBy: 'room',
  needs: ({ room: { id } }) => ({ room: id }),
  always: true,
  entry: ({ room: { id }, audit }) => ({ by: audit?.by ?? 0, to: -id }),
});

/** Includes its members, bans and messages. */
export interface RoomRemoved {
  readonly kind: 'room-removed';
  readonly room: number;
  readonly audit: AuditRecord | null;
}

export const roomRemoved = stored<RoomRemoved>({
  kind: 'room-removed',
  number: 11,
  heardAs: 'room',
  heardBy: 'room',
  always: true,
  entry: ({ room: id, audit }) => ({ by: audit?.by ?? 0, to: -id }),
});
