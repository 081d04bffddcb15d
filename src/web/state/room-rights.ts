/**
 * Rights in a room: the server enforces them, and the page offers only actions that it would allow
 * (docs/PROTOCOL-EXTENSIONS.md section 16).
 */
import type { Role, RoomDescription } from '../../client/browser.ts';
import type { Me } from './chat-state.ts';

type Room = Pick<RoomDescription, 'room' | 'role' | 'access' | 'muted'> | null;
type Who = Pick<Me, 'operator'>;

const RANKS: Readonly<Record<Role, number>> = { member: 1, moderator: 2, owner: 3 };
const OPERATOR = 4;

/** Is the room a group, which has no name of its own? */
export function isGroup(name: string): boolean {
  return name.startsWith('#~');
}

function rank(room: Room, me: Who): number {
  if (me.operator) return OPERATOR;
  return room?.role == null ? 0 : RANKS[room.role];
}

function atLeast(room: Room, me: Who, role: Role): boolean {
  return room !== null && rank(room, me) >= RANKS[role];
}

export function mayInvite(room: Room, me: Who): boolean {
  if (room === null) return false;
  const isOpen = room.access === 'public' || isGroup(room.room);
  return atLeast(room, me, isOpen ? 'member' : 'moderator');
}

/** A muted member may not set the topic either. */
export function maySetTopic(room: Room, me: Who): boolean {
  return (
    room !== null &&
    room.muted === null &&
    atLeast(room, me, isGroup(room.room) ? 'member' : 'moderator')
  );
}

export const mayPin = maySetTopic;

/** May delete others' messages, see bans and set slow mode. */
export function mayModerate(room: Room, me: Who): boolean {
  return atLeast(room, me, 'moderator');
}

/** Is exempt from slow mode. */
export const mayHurry = mayModerate;

/** May give roles and remove the room. */
export function mayOwn(room: Room, me: Who): boolean {
  return atLeast(room, me, 'owner');
}

/** May kick, mute or ban a person of `role`: nobody may act on an equal. */
export function mayActOn(room: Room, me: Who, role: Role | null): boolean {
  if (!mayModerate(room, me)) return false;
  return rank(room, me) > (role === null ? 0 : RANKS[role]);
}
