/**
 * The flags of a room: who finds it, who comes in, and who speaks there. A description has those that are not as is usual
 * for its `access`, so one from a server that knows no flags is read in the same way.
 */
export const roomFlagNames = [
  'listed',
  'byInvitation',
  'topicLocked',
  'membersOnly',
  'moderated',
  'noCtcp',
] as const;

export type RoomFlag = (typeof roomFlagNames)[number];
export type RoomFlags = { readonly [Flag in RoomFlag]: boolean };
/** Those that were changed, or are not as usual. */
export type SomeRoomFlags = { readonly [Flag in RoomFlag]?: boolean | undefined };

/** How the flags are typed. */
export const typedRoomFlags: ReadonlyMap<string, SomeRoomFlags> = new Map([
  ['listed', { listed: true }],
  ['by-invitation', { byInvitation: true }],
  ['topic-locked', { topicLocked: true }],
  ['members-only', { membersOnly: true }],
  ['moderated', { moderated: true }],
  ['no-ctcp', { noCtcp: true }],
  ['private', { listed: false, byInvitation: true }],
  ['public', { listed: true, byInvitation: false }],
]);

/** What a room's description says of them. */
interface Described {
  readonly room: string;
  readonly access: 'public' | 'private';
  readonly flags?: SomeRoomFlags | null | undefined;
}

/** The flags of rooms without any of their own; in a group its members set the topic. */
function usualFlags(name: string, access: 'public' | 'private'): RoomFlags {
  return {
    listed: access === 'public',
    byInvitation: access === 'private',
    topicLocked: !name.startsWith('#~'),
    membersOnly: true,
    moderated: false,
    noCtcp: false,
  };
}

/** All flags of a room that is described so. */
export function roomFlags({ room, access, flags }: Described): RoomFlags {
  return withFlags(usualFlags(room, access), flags ?? {});
}

/** `flags`, but for those that were `changed`. */
export function withFlags(flags: RoomFlags, changed: SomeRoomFlags): RoomFlags {
  return { ...flags, ...changed } as RoomFlags;
}

/** Those of `wanted` that are otherwise in `flags`. */
export function changedFlags(flags: RoomFlags, wanted: SomeRoomFlags): SomeRoomFlags {
  const changed = roomFlagNames.filter(
    (flag) => wanted[flag] !== undefined && wanted[flag] !== flags[flag],
  );
  return Object.fromEntries(changed.map((flag) => [flag, wanted[flag]]));
}

/** The description of a room's flags: its access, and what is not usual for that. */
export function describedFlags(
  name: string,
  flags: RoomFlags,
): { readonly access: 'public' | 'private'; readonly flags?: SomeRoomFlags } {
  const access = flags.byInvitation && !flags.listed ? 'private' : 'public';
  const unusual = changedFlags(usualFlags(name, access), flags);
  return Object.keys(unusual).length === 0 ? { access } : { access, flags: unusual };
}

/** May whoever has this description of it only listen there, but for operators? */
export function onlyListens(
  room: Described & {
    readonly role?: string | null | undefined;
    readonly voice?: boolean | undefined;
  },
): boolean {
  return roomFlags(room).moderated && room.role === 'member' && room.voice !== true;
}

/** `moderated, not listed`: what was changed, in words. */
export function roomFlagWords(flags: SomeRoomFlags): string[] {
  return roomFlagNames.flatMap((flag) => {
    const on = flags[flag];
    return on === undefined ? [] : [WORDS[flag][on ? 0 : 1]];
  });
}

const WORDS: Readonly<Record<RoomFlag, readonly [on: string, off: string]>> = {
  listed: ['listed', 'not listed'],
  byInvitation: ['by invitation', 'open to join'],
  topicLocked: ['topic by moderators', 'topic by everybody'],
  membersOnly: ['only members write', 'anybody may write'],
  moderated: ['moderated', 'not moderated'],
  noCtcp: ['no CTCP', 'CTCP allowed'],
};
