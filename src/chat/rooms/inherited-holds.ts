/**
 * Applies a room's bans, mutes and slow mode against guests to an account newly registered from the same address group,
 * for as long as they last: otherwise registering would evade them. Older accounts belong to other people.
 */
import { nameKey } from '../../protocol/names.ts';
import { banned } from '../changes/bans.ts';
import { follow } from '../changes/making.ts';
import { mutedAhead } from '../changes/members.ts';
import type { Hub } from '../hub.ts';
import { type Account, Person } from '../people/client.ts';
import type { BanRecord } from '../records.ts';
import type { Room } from './room.ts';

/** Per account. */
const ROOMS_MAX = 1000;

/**
 * Lets `account`, just registered from `addressGroup`, inherit what rooms hold against guests from there; not in
 * `except`, where it continues as the guest it was.
 */
export function inheritHolds(
  hub: Hub,
  account: Account,
  addressGroup: string,
  except: ReadonlySet<Room>,
): void {
  // The guest that this account would be if it had not registered.
  const guest = new Person(account.record.name, null, addressGroup);
  const now = hub.world.now();
  let count = 0;
  for (const room of hub.rooms.book.all) {
    if (room.leaving || except.has(room)) continue;
    const banned = inheritBan(hub, room, account, guest, now);
    const muted = inheritMute(hub, room, account, guest, now);
    if (room.record.slow > 0) room.memory.spoke(account.person, room.memory.spokeAt(guest));
    if ((banned || muted) && ++count === ROOMS_MAX) return;
  }
}

/** `account` was called `old`: bans of a guest of that name apply to it under its new name, too. */
export function keepBansOfName(hub: Hub, account: Account, old: string): void {
  const key = nameKey(old);
  if (nameKey(account.record.name) === key) return;
  const guest = new Person(old, null);
  const now = hub.world.now();
  let count = 0;
  for (const room of hub.rooms.book.all) {
    if (room.leaving || room.bans.get(key)?.account !== null) continue;
    if (inheritBan(hub, room, account, guest, now) && ++count === ROOMS_MAX) return;
  }
}

/** @returns whether there is a ban to inherit */
function inheritBan(hub: Hub, room: Room, account: Account, guest: Person, now: number): boolean {
  const until = room.bannedUntil(null, guest.name, guest.guestGroup, now);
  if (until === 0) return false;
  const { id, record } = account;
  const { name } = record;
  const key = nameKey(name);
  // There is one ban per name: a ban of a guest of this name applies as it is.
  if (room.keepsOut(account.person, now) || room.bans.has(key)) return true;
  const ban: BanRecord = { room: room.record.id, account: id, name, address: null, until };
  follow(hub, banned, { room, ban, audit: null, inherited: true });
  return true;
}

function inheritMute(hub: Hub, room: Room, account: Account, guest: Person, now: number): boolean {
  const until = room.memory.mutedUntil(guest);
  if (until <= now) return false;
  follow(hub, mutedAhead, { room, person: account.person, until });
  return true;
}
