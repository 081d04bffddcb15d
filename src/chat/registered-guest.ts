/** A guest who registers stays in the rooms that it is in, as somebody who is in them while away too. */
import type { Account } from './accounts.ts';
import type { Hub } from './hub.ts';
import { Member, type Room } from './room.ts';
import type { Person } from './session.ts';

/** What somebody was in a room. */
export interface Place {
  readonly room: Room;
  readonly was: Member;
}

/** Takes `guest` out of its rooms without a word: it is about to come back. */
export function takeOut(hub: Hub, guest: Person): Place[] {
  const places: Place[] = [];
  for (const room of [...guest.rooms]) {
    const was = room.memberOf(guest);
    // Who is just leaving, or being put out, is seen to there.
    if (was === null || room.keepsOut(guest, hub.world.now())) continue;
    hub.rooms.book.leave(room, guest);
    places.push({ room, was });
  }
  return places;
}

/** Puts `account` in those `places`, where that can be stored; then calls `done`. */
export function bringIn(
  hub: Hub,
  { id, person }: Account,
  places: readonly Place[],
  done: () => void,
): void {
  const { rooms, accounts } = hub;
  let pending = places.length;
  if (pending === 0) return done();
  for (const { room, was } of places) {
    const member = new Member(person, was.role, room.mutedUntil(was));
    member.spokeAt = room.spokeAt(was);
    const record = room.memberRecord(person, member.role, member.mutedUntil);
    room.coming.add(person);
    rooms.quotas.coming(room, person);
    rooms.store(record && { kind: 'member', member: record, audit: null }, (stored) => {
      room.coming.delete(person);
      rooms.quotas.settled(room, person);
      const isThere = rooms.book.holds(room) && accounts.get(id)?.person === person;
      if (stored && isThere) rooms.book.enter(room, member);
      if (--pending === 0) done();
    });
  }
}

/** Whom `guest` has blocked, and who has blocked it, goes on so with `account`, which it registers. */
export function keepBlocks(hub: Hub, guest: Person, { id, person }: Account): void {
  const block = (blocker: Person, blocked: Person | string) => {
    blocker.block(blocked, true);
    const [by, of] = [blocker.account, typeof blocked === 'string' ? null : blocked.account];
    if (by === null || of === null) return;
    hub.rooms.store({ kind: 'block', account: by.id, blocked: of.id, on: true }, () => {});
  };
  for (const blocked of [...(guest.blocks ?? [])]) if (blocked !== person) block(person, blocked);
  const guests = hub.roster.people.filter(({ account }) => account === null);
  for (const blocker of [...Array.from(hub.accounts, (one) => one.person), ...guests]) {
    if (blocker.account?.id === id || blocker.blocks?.has(guest.name) !== true) continue;
    blocker.block(guest.name, false);
    block(blocker, person);
  }
}

/** `account` could not log in after all: rooms in which nobody is who is logged in end. */
export function cameToNothing(hub: Hub, { person }: Account): void {
  if (person.sessions.length === 0) hub.rooms.went(person);
}
