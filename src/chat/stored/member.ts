/** Members of rooms: come, changed, gone. */
import type { AuditRecord, BanRecord, MemberRecord } from '../records.ts';
import type { Replacing } from './ban.ts';
import { stored } from './kind.ts';

/** Joined, or has a new role, voice or mute. Uses up an invitation. */
export interface MemberChanged {
  readonly kind: 'member';
  readonly member: MemberRecord;
  readonly audit: AuditRecord | null;
}

export const member = stored<MemberChanged>({
  kind: 'member',
  number: 12,
  heardAs: 'room',
  heardBy: 'room',
  needs: ({ member: { account, room } }) => ({ account, room }),
  always: true,
  entry: ({ member: { account, room, role, voice } }) => ({
    by: account,
    to: -room,
    more: voice ? { role, voice } : { role },
  }),
});

/** Left, or was put out; `ban`: and may not come back. */
export interface MemberRemoved extends Replacing {
  readonly kind: 'member-removed';
  readonly room: number;
  readonly account: number;
  readonly ban: BanRecord | null;
  readonly audit: AuditRecord | null;
}

export const memberRemoved = stored<MemberRemoved>({
  kind: 'member-removed',
  number: 13,
  heardAs: 'room',
  heardBy: 'room',
  always: true,
  entry: ({ account, room }) => ({ by: account, to: -room }),
});
