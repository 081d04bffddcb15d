/**
 * The plan for a room with a person of each role in and around it: commands in stages. A stage is completed before the
 * next begins; within one, only commands of the same person are ordered.
 */
import { KINDS, ROLES, type RoomKindLetter, type RoomRole } from './room-permission-table.ts';
import type { Said } from './talker.ts';

/** The targets of actions. Every room has an owner, who makes it. */
export const EXTRAS = ['a member', 'a moderator', 'an owner'] as const;

/** People who were never in the room. */
export const STRANGERS = ['a guest', 'a stranger', 'another operator'] as const;

export type Part = RoomRole | (typeof EXTRAS)[number] | (typeof STRANGERS)[number];

export const PARTS: readonly Part[] = [...ROLES, ...EXTRAS, ...STRANGERS];

export function isGuest(part: Part): boolean {
  return part === 'a guest' || part === 'guest' || part === 'guest member';
}

/** Is `part` ever in a room of the kind? */
export function visits(part: Part, kind: RoomKindLetter): boolean {
  if (part === 'nobody' || STRANGERS.some((one) => one === part)) return false;
  return KINDS[kind].guests || !isGuest(part);
}

export interface Step {
  readonly part: Part;
  readonly said: Said;
}

/** How an owner makes the room. The name of a group is in the answer. */
export function foundation(kind: RoomKindLetter, room: string, member: string): Step {
  const said: Said =
    kind === 'G' ? ['group', '', { names: [member] }] : ['create', '', { room, ...KINDS[kind] }];
  return { part: 'an owner', said };
}

/** The stages that give everybody in `parts` their roles; the last is a message by an owner. */
export function stages(
  room: string,
  kind: RoomKindLetter,
  parts: readonly Part[],
  nameOf: (part: Part) => string,
  word: string,
): Step[][] {
  const text = `${word} at noon`;
  const owner = (...said: Said): Step => ({ part: 'an owner', said });
  const speaks = (part: Part): Step => ({ part, said: ['sendto', room, {}, text] });
  const visitors = parts.filter((part) => visits(part, kind));
  const invited = visitors.filter((part) => part === 'invited');
  return [
    visitors.map((part) => owner('invite', nameOf(part), { room })),
    visitors.flatMap((part) => [{ part, said: ['join', '', { room }] }, speaks(part)]),
    visitors.flatMap((part) => becoming(part, room, nameOf(part))),
    invited.map((part) => owner('invite', nameOf(part), { room })),
    [speaks('an owner')],
  ];
}

/** The steps that give `part`, who is in the room, its role. */
function becoming(part: Part, room: string, name: string): Step[] {
  const owner = (...said: Said): Step[] => [{ part: 'an owner', said }];
  switch (part) {
    case 'guest':
    case 'outside':
    case 'invited':
    case 'operator':
      return [{ part, said: ['leave', '', { room }] }];
    case 'muted':
      return owner('mute', name, { room });
    case 'banned':
      return owner('ban', name, { room });
    case 'a moderator':
    case 'moderator':
      return owner('role', name, { room, role: 'moderator' });
    case 'owner':
      return owner('role', name, { room, role: 'owner' });
    default:
      return [];
  }
}
