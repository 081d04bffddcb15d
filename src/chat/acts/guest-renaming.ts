/** Gives a guest another name. What was stored under the old one stays as it is; the guest's rooms, mutes and blocks go along. */
import { Reason } from '../../protocol/frames.ts';
import { nameAllowed } from '../../protocol/names.ts';
import { type Answer, pacedBy } from '../answer.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import { FORMER_NAMES_MAX } from '../people/former-names.ts';
import { tellRenamed } from '../people/telling-renamed.ts';

/** How long the old name is kept from others. */
const KEPT_MS = 10 * 60_000;

export function renameGuest(hub: Hub, actor: Actor, guest: Person, name: string): Answer {
  const old = guest.name;
  if (name === old) return Reason.none;
  if (!nameAllowed(name)) return Reason.nameNotAllowed;
  const now = hub.world.now();
  if (hub.find(name) !== undefined || hub.accounts.reserves(name, now)) return Reason.nameInUse;
  const { former } = hub;
  if (former.keeps(name, guest, now)) return Reason.nameInUse;
  if (former.of(guest, now) >= FORMER_NAMES_MAX) return Reason.quotaReached;
  // A new name is as good as a new login.
  const { logins } = hub.world;
  const pace = pacedBy(logins.waitMs(actor.address));
  if (pace !== Reason.none) return pace;
  logins.began(actor.address);
  former.takenBack(name);
  former.add(old, guest, now + KEPT_MS, now);
  for (const room of hub.rooms.book.of(guest).rooms) room.memory.guestLeft(guest, now);
  hub.rename(guest, name);
  followBlocks(hub, old, name);
  hub.world.observer.renamed(actor, guest, old);
  tellRenamed(hub, guest, old);
  return Reason.none;
}

/** Guests are blocked by name: whoever has blocked the guest called `old` has blocked it under its new name. */
function followBlocks(hub: Hub, old: string, name: string): void {
  const follow = (other: Person) => {
    if (other.blocks?.has(old) !== true) return;
    other.block(old, false);
    other.block(name, true);
  };
  for (const { person } of hub.accounts) follow(person);
  for (const other of hub.people) if (other.account === null) follow(other);
}
