/** Carries a guest's rooms and blocks over to the account it registers. */
import { Reason } from '../../protocol/frames.ts';
import type { KeptBlocks } from '../changes/accounts.ts';
import { make } from '../changes/making.ts';
import { arrived } from '../changes/members.ts';
import type { Hub } from '../hub.ts';
import { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import type { Account, Person } from './client.ts';

/** A person's earlier membership of a room. */
export interface Membership {
  readonly room: Room;
  readonly was: Member;
}

/** Takes `guest` out of its rooms without telling anyone: it is about to come back. */
export function takeOut(hub: Hub, guest: Person): Membership[] {
  const memberships: Membership[] = [];
  for (const room of [...hub.rooms.book.of(guest).rooms]) {
    const was = room.memberOf(guest);
    // Departures and bans under way take their own course.
    if (was === null || room.keepsOut(guest, hub.world.now())) continue;
    hub.rooms.book.leave(room, guest);
    memberships.push({ room, was });
  }
  return memberships;
}

/** Adds `account` to the rooms of `memberships`, as far as that can be stored; then calls `done`. */
export function bringIn(
  hub: Hub,
  { person }: Account,
  memberships: readonly Membership[],
  done: () => void,
): void {
  let pending = memberships.length;
  if (pending === 0) return done();
  for (const { room, was } of memberships) {
    const member = new Member(person, was.role, room.mutedUntil(was), was.voice);
    member.spokeAt = room.spokeAt(was);
    const settled = () => {
      if (--pending === 0) done();
    };
    make(hub, arrived, { room, member }, settled, Reason.none, () => Reason.none);
  }
}

/** For a registration that no guest made. */
export const NO_BLOCKS: KeptBlocks = { blocked: [], blockedBy: [] };

/**
 * What is stored of the blocks of `guest`, who registers. It is part of the account's entry: an entry of its own would
 * use up an id, and the gap would tell the person that they are blocked.
 */
export function blocksOf(hub: Hub, guest: Person): KeptBlocks {
  const blocked = [...(guest.blocks ?? [])].flatMap((one) =>
    typeof one === 'string' || one.account === null ? [] : [one.account.id],
  );
  const blockers = Array.from(hub.accounts).filter(({ person }) => hasBlockedName(person, guest));
  return { blocked, blockedBy: blockers.map(({ id }) => id) };
}

function hasBlockedName({ blocks }: Person, guest: Person): boolean {
  return blocks?.has(guest.name) === true;
}

/** Carries blocks between `guest`, who registered `account`, and other guests over to the account. */
export function keepBlocks(hub: Hub, guest: Person, { person }: Account): void {
  // Blocks of guests are in memory only.
  for (const one of guest.blocks ?? []) if (typeof one === 'string') person.block(one, true);
  for (const other of hub.people) {
    if (other.account !== null || !hasBlockedName(other, guest)) continue;
    other.block(guest.name, false);
    other.block(person, true);
  }
}

/** `account` could not log in after all: ends the rooms that nobody logged in is in. */
export function cameToNothing(hub: Hub, { person }: Account): void {
  if (person.clients.length === 0) hub.rooms.went(person, null);
}
