/** Bans from rooms. */
import type { AuditRecord, BanRecord } from '../records.ts';
import { stored } from './kind.ts';

/** The bans that a ban replaces, besides that of exactly its name. */
export interface Replacing {
  /** Other spellings of its name; left out where there are none. */
  readonly replaced?: readonly string[];
}

/** For a person who is not a member; replaces an earlier ban of the same name. */
export interface Banned extends Replacing {
  readonly kind: 'ban';
  readonly ban: BanRecord;
  readonly audit: AuditRecord | null;
}

export const ban = stored<Banned>({
  kind: 'ban',
  number: 18,
  heardAs: 'room',
  heardBy: 'room',
  entry: ({ ban: { account, room } }) => ({ by: account ?? 0, to: -room }),
});

export interface Unbanned {
  readonly kind: 'unban';
  readonly room: number;
  readonly name: string;
  readonly audit: AuditRecord | null;
}

export const unban = stored<Unbanned>({
  kind: 'unban',
  number: 19,
  heardAs: 'room',
  heardBy: 'room',
  entry: ({ room }) => ({ by: 0, to: -room }),
});
