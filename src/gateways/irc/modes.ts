/** Modes of channels: what of a room they show, and how roles and bans are written (irc.md: o, h, b, i, n, s, t, R). */
import type { ReplyData } from '../../protocol/contracts.ts';
import type { Role } from '../../protocol/members.ts';

/** `PREFIX` and `CHANMODES` of 005. */
export const PREFIX = '(oh)@%';
export const CHANNEL_MODES = 'b,,,Rinst';
/** Of 004: all modes, and those with a parameter. */
export const ALL_CHANNEL_MODES = 'Rbhinost';
export const PARAMETER_MODES = 'bho';
export const USER_MODES = 'iow';

const LETTERS: Readonly<Record<Role, string>> = { owner: 'o', moderator: 'h', member: '' };
const PREFIXES: Readonly<Record<Role, string>> = { owner: '@', moderator: '%', member: '' };

export function prefixOf(role: Role): string {
  return PREFIXES[role];
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

type Room = Pick<ReplyData<'join'>, 'room' | 'access' | 'guests'>;

/** A room begun with `group`: its members may set the topic and invite. */
export function isGroup(room: string): boolean {
  return room.startsWith('#~');
}

/** What is always so of a room: nobody speaks from outside, and private ones are hidden and by invitation. */
export function modesOf({ room, access, guests }: Room): string {
  const hidden = access === 'private';
  return [
    ...(guests ? [] : ['R']),
    ...(hidden ? ['i'] : []),
    'n',
    ...(hidden ? ['s'] : []),
    ...(isGroup(room) ? [] : ['t']),
  ].join('');
}

/** The mask of a ban of `nick`. */
export function maskOf(nick: string): string {
  return `${nick}!*@*`;
}

/** Before a mask: they may only listen (`EXTBAN` of 005). */
export const MUTE = 'm:';
