/** Who may do what in a room: the server decides it, and the page offers only what it would allow (docs/PROTOCOL-EXTENSIONS.md section 16). */
import type { Role, RoomDescription } from '../../client/browser.ts';
import type { Me } from './chat-state.ts';

type Room = Pick<RoomDescription, 'room' | 'role' | 'access' | 'muted'> | null;
type Who = Pick<Me, 'operator'>;

const RANKS: Readonly<Record<Role, number>> = { member: 1, moderator: 2, owner: 3 };
const OPERATOR = 4;

/** A group has no name of its own. */
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

/** Who is muted says nothing, by a topic neither. */
export function maySetTopic(room: Room, me: Who): boolean {
  return (
    room !== null &&
    room.muted === null &&
    atLeast(room, me, isGroup(room.room) ? 'member' : 'moderator')
  );
}

export const mayPin = maySetTopic;

/** Remove what others said, see bans, set slow mode. */
export function mayModerate(room: Room, me: Who): boolean {
  return atLeast(room, me, 'moderator');
}

/** Say more than slow mode lets others. */
export const mayHurry = mayModerate;

/** Give roles, end the room. */
export function mayOwn(room: Room, me: Who): boolean {
  return atLeast(room, me, 'owner');
}

/** Put out, mute, ban somebody whose role is `role`: nobody acts on an equal. */
export function mayActOn(room: Room, me: Who, role: Role | null): boolean {
  if (!mayModerate(room, me)) return false;
  return rank(room, me) > (role === null ? 0 : RANKS[role]);
}
