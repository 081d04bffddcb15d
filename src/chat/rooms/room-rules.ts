/** The table of rights in a room, by rank. A server operator may do everything everywhere. */
import type { Role } from '../../protocol/members.ts';

/** An act that needs a right. */
export type RoomRight =
  /** Send a message, react, show that one is typing. */
  | 'speak'
  /** Exceed slow mode. */
  | 'hurry'
  | 'invite'
  | 'topic'
  | 'pin'
  /** Delete others' messages. */
  | 'delete'
  | 'kick'
  | 'ban'
  | 'mute'
  | 'slow'
  /** Say who speaks there. */
  | 'rules'
  /** Say who finds it and who comes in. */
  | 'access'
  | 'voice'
  | 'role'
  | 'rename'
  | 'remove';

/** A person's rank in a room; an operator has it without being a member. */
export type Rank = Role | 'operator';

const RANKS: Readonly<Record<Rank, number>> = { member: 0, moderator: 1, owner: 2, operator: 3 };

/** The lowest rank that has each right. */
const LEAST: Readonly<Record<RoomRight, Rank>> = {
  speak: 'member',
  hurry: 'moderator',
  invite: 'moderator',
  topic: 'moderator',
  pin: 'moderator',
  delete: 'moderator',
  kick: 'moderator',
  ban: 'moderator',
  mute: 'moderator',
  slow: 'moderator',
  rules: 'moderator',
  access: 'owner',
  voice: 'moderator',
  role: 'owner',
  rename: 'owner',
  remove: 'owner',
};

/**
 * Rights that members have besides, by kind of room: in rooms that anyone may join, and in groups of people who chose
 * each other.
 */
const OF_MEMBERS: Readonly<Record<'public' | 'group' | 'private', ReadonlySet<RoomRight>>> = {
  public: new Set(['invite']),
  private: new Set(),
  group: new Set(['invite', 'topic', 'pin']),
};

export type RoomKind = keyof typeof OF_MEMBERS;

export function mayDo(right: RoomRight, rank: Rank, kind: RoomKind): boolean {
  return RANKS[rank] >= RANKS[LEAST[right]] || OF_MEMBERS[kind].has(right);
}

/** May `by` kick or mute a person of rank `whom`, or delete their messages? Only from a higher rank. */
export function isAbove(by: Rank, whom: Role | null): boolean {
  return by === 'operator' || whom === null || RANKS[by] > RANKS[whom];
}
