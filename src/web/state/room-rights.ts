/**
 * Rights in a room: the server enforces them, and the page offers only actions that it would allow
 * (docs/PROTOCOL-EXTENSIONS.md section 16).
 */
import type { Role, RoomDescription } from '../../client/browser.ts';
import { onlyListens, roomFlags } from '../../protocol/room-flags.ts';
import type { Me } from './chat-state.ts';

type Room = Pick<RoomDescription, 'room' | 'role' | 'voice' | 'access' | 'flags' | 'muted'> | null;
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
  const isOpen = !roomFlags(room).byInvitation || isGroup(room.room);
  return atLeast(room, me, isOpen ? 'member' : 'moderator');
}

/** May one speak there, but for a pause? */
export function maySpeak(room: Room, me: Who): boolean {
  return room !== null && room.muted === null && (me.operator || !onlyListens(room));
}

/** Who may not speak may not set the topic either. */
export function maySetTopic(room: Room, me: Who): boolean {
  if (room === null || !maySpeak(room, me)) return false;
  return atLeast(room, me, roomFlags(room).topicLocked ? 'moderator' : 'member');
}

export function mayPin(room: Room, me: Who): boolean {
  if (room === null || !maySpeak(room, me)) return false;
  return atLeast(room, me, isGroup(room.room) ? 'member' : 'moderator');
}

/** May delete others' messages, see bans, set slow mode, say who speaks, and give voices. */
export function mayModerate(room: Room, me: Who): boolean {
  return atLeast(room, me, 'moderator');
}

/** Is exempt from slow mode. */
export const mayHurry = mayModerate;

/** May give roles, say who finds the room and who comes in, and remove it. */
export function mayOwn(room: Room, me: Who): boolean {
  return atLeast(room, me, 'owner');
}

/** May kick, mute or ban a person of `role`: nobody may act on an equal. */
export function mayActOn(room: Room, me: Who, role: Role | null): boolean {
  if (!mayModerate(room, me)) return false;
  return rank(room, me) > (role === null ? 0 : RANKS[role]);
}
