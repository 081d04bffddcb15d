/** Modes of channels: the flags of a room, and how roles, voices and bans are written. */
import type { ReplyData } from '../../protocol/contracts.ts';
import type { Role } from '../../protocol/members.ts';
import { type RoomFlag, roomFlags, type SomeRoomFlags } from '../../protocol/room-flags.ts';

/** `PREFIX` and `CHANMODES` of 005. */
export const PREFIX = '(ohv)@%+';
export const CHANNEL_MODES = 'b,,,CRimnst';
/** Of 004: all modes, and those with a parameter. */
export const ALL_CHANNEL_MODES = 'CRbhimnostv';
export const PARAMETER_MODES = 'bhov';
export const USER_MODES = 'iow';

const LETTERS: Readonly<Record<Role, string>> = { owner: 'o', moderator: 'h', member: '' };
const PREFIXES: Readonly<Record<Role, string>> = { owner: '@', moderator: '%', member: '' };

/** What a member may do there. */
export interface Standing {
  readonly role: Role;
  readonly voice?: boolean | undefined;
}

/** What stands before the nick of a member: the highest of its prefixes, or `all` of them (IRCv3 multi-prefix). */
export function prefixOf({ role, voice }: Standing, all: boolean): string {
  const first = PREFIXES[role];
  if (voice !== true) return first;
  return all || first === '' ? `${first}+` : first;
}

/** `+hv bob bob`; null: nothing. */
export function standingModes(nick: string, { role, voice }: Standing): string | null {
  const letters = `${LETTERS[role]}${voice === true ? 'v' : ''}`;
  return letters === '' ? null : [`+${letters}`, ...[...letters].map(() => nick)].join(' ');
}

/** The role that the letter of a mode gives. */
export const ROLES: Readonly<Record<string, Role>> = { o: 'owner', h: 'moderator' };

/** `-o+h bob bob`; `before`: null where it is not known. */
export function roleChange(nick: string, before: Role | null, now: Role): string {
  const known: readonly Role[] = before === null ? ['owner', 'moderator'] : [before];
  const taken = known.filter((role) => role !== now).map((role) => LETTERS[role]);
  const signs = [...taken].filter((letter) => letter !== '');
  const given = LETTERS[now];
  const off = signs.length === 0 ? '' : `-${signs.join('')}`;
  const on = given === '' ? '' : `+${given}`;
  const count = signs.length + given.length;
  return [`${off}${on}`, ...Array<string>(count).fill(nick)].join(' ');
}

/** The letters of flags, in the order of `modesOf`; of `s` the flag is the opposite. */
const FLAGS: Readonly<Record<string, RoomFlag>> = {
  C: 'noCtcp',
  i: 'byInvitation',
  m: 'moderated',
  n: 'membersOnly',
  s: 'listed',
  t: 'topicLocked',
};

const SECRET: RoomFlag = 'listed';

/** What the mode `letter` sets, on or off; undefined: no flag. */
export function flagOf(letter: string, on: boolean): SomeRoomFlags | undefined {
  const flag = FLAGS[letter];
  return flag === undefined ? undefined : { [flag]: on !== (flag === SECRET) };
}

/** `+m-t`: what of `flags` was changed. */
export function flagChange(flags: SomeRoomFlags): string {
  const on: string[] = [];
  const off: string[] = [];
  for (const [letter, flag] of Object.entries(FLAGS)) {
    const value = flags[flag];
    if (value !== undefined) (value !== (flag === SECRET) ? on : off).push(letter);
  }
  return [...(on.length > 0 ? ['+', ...on] : []), ...(off.length > 0 ? ['-', ...off] : [])].join(
    '',
  );
}

type Room = Pick<ReplyData<'join'>, 'room' | 'access' | 'flags' | 'guests'>;

/** What is so of a room; guests are let in, or not, for as long as it is there. */
export function modesOf(room: Room): string {
  const set = flagChange(roomFlags(room)).replace(/-.*/, '').slice(1);
  return [...set, ...(room.guests ? [] : ['R'])].sort().join('');
}

/** The mask of a ban of `nick`. */
export function maskOf(nick: string): string {
  return `${nick}!*@*`;
}

/** Before a mask: they may only listen (`EXTBAN` of 005). */
export const MUTE = 'm:';
