/** The flags of a room in its record. */
import type { RoomFlags } from '../../protocol/room-flags.ts';
import type { Access, RoomRecord } from '../records.ts';

/** The part of a record that flags decide. */
export type FlagsRecord = Pick<
  RoomRecord,
  'access' | 'topicLocked' | 'membersOnly' | 'moderated' | 'noCtcp'
>;

/** A new room: without flags of its own. */
export const USUAL: Omit<FlagsRecord, 'access'> = {
  topicLocked: true,
  membersOnly: true,
  moderated: false,
  noCtcp: false,
};

export function isListed(access: Access): boolean {
  return access === 'public' || access === 'closed';
}

export function isByInvitation(access: Access): boolean {
  return access === 'private' || access === 'closed';
}

export function flagsIn({ access, ...record }: FlagsRecord, isGroup: boolean): RoomFlags {
  return {
    listed: isListed(access),
    byInvitation: isByInvitation(access),
    topicLocked: record.topicLocked && !isGroup,
    membersOnly: record.membersOnly,
    moderated: record.moderated,
    noCtcp: record.noCtcp,
  };
}

export function recordOf({ listed, byInvitation, ...flags }: RoomFlags): FlagsRecord {
  const access = listed
    ? byInvitation
      ? 'closed'
      : 'public'
    : byInvitation
      ? 'private'
      : 'unlisted';
  return { ...flags, access };
}
