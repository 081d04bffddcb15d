/** Shared by moderation commands: the room, the person who acts, and the member acted on. */

import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { GUEST_HOLD_MS_MAX } from '../../protocol/limits.ts';
import { personOf } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import { FOREVER } from '../records.ts';
import type { Request } from '../request.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import type { RoomRight } from '../rooms/room-rules.ts';

/** Who acts, and where. */
export interface Scene {
  readonly room: Room;
  readonly by: Person;
}

/** Commands about a room that need a right in it. */
type InRoom =
  | ('kick' | 'ban' | 'unban' | 'bans' | 'mute' | 'unmute')
  | ('role' | 'voice' | 'set-room' | 'remove-room');

/** The room of `request`, where the person of `actor` has the right to `right`; or a reason. */
export function scene(
  hub: Hub,
  actor: Actor,
  { given }: Request<InRoom>,
  right: RoomRight,
): Scene | Reason {
  const room = hub.rooms.seenBy(actor, given.room);
  if (room === undefined) return Reason.noSuchRoom;
  const by = personOf(actor);
  const reason = hub.rooms.denies(room, by, right);
  return reason === Reason.none ? { room, by } : reason;
}

/** The member `name`, whom `by` outranks; or a reason. */
export function subject(hub: Hub, { room, by }: Scene, name: string): Member | Reason {
  const person = hub.find(name);
  const member = room.shownMember(person ?? null);
  if (member === null) return Reason.noSuchUser;
  // Owners of a guest's room act on each other, but not on themselves: `leave` does that.
  const isOwn = room.passing && person === by;
  if (isOwn || !hub.rooms.isAbove(room, by, member.role)) return Reason.notPermitted;
  return member.changing ? Reason.busy : member;
}

export function untilWords(hub: Hub, until: number): string {
  return until === FOREVER ? 'for good' : `for ${Math.round((until - hub.world.now()) / 1000)} s`;
}

/** When a ban or mute ends, as the reply says it; null: never. */
export function holdOf(hub: Hub, until: number | null): ReplyData<'ban'> {
  return until === null ? {} : { until: hub.world.dated(until) };
}

/** The latest end of a ban or mute that a guest gives. */
export function guestHoldEnd(hub: Hub): number {
  return hub.world.now() + GUEST_HOLD_MS_MAX;
}

export function untilOf(hub: Hub, seconds: number | undefined): number {
  return seconds === undefined ? FOREVER : hub.world.now() + seconds * 1000;
}
