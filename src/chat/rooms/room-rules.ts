/** Who may do what in a room: one table. A server operator may do everything everywhere. */
import type { Role } from '../records.ts';

/** What somebody wants to do in a room. */
export type RoomRight =
  /** Say something, react, say that one is typing. */
  | 'speak'
  /** Say more than slow mode lets one. */
  | 'hurry'
  | 'invite'
  | 'topic'
  | 'pin'
  /** Take back what others said. */
  | 'delete'
  | 'kick'
  | 'ban'
  | 'mute'
  | 'slow'
  | 'role'
  | 'remove';

/** What one is in a room; an operator who is no member of it is one, too. */
export type Rank = Role | 'operator';

const RANKS: Readonly<Record<Rank, number>> = { member: 0, moderator: 1, owner: 2, operator: 3 };

/** From which rank on. */
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
  role: 'owner',
  remove: 'owner',
};

/** In rooms that anyone may join, and among people who wrote to each other as a group, members may do this too. */
const OF_MEMBERS: Readonly<Record<'public' | 'group' | 'private', ReadonlySet<RoomRight>>> = {
  public: new Set(['invite']),
  private: new Set(),
  group: new Set(['invite', 'topic', 'pin']),
};

export type RoomKind = keyof typeof OF_MEMBERS;

export function mayDo(right: RoomRight, rank: Rank, kind: RoomKind): boolean {
  return RANKS[rank] >= RANKS[LEAST[right]] || OF_MEMBERS[kind].has(right);
}

/** May somebody be put out, muted or have a message removed by somebody of rank `by`? Only by who is above. */
export function isAbove(by: Rank, whom: Role | null): boolean {
  return by === 'operator' || whom === null || RANKS[by] > RANKS[whom];
}
