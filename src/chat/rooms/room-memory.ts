/**
 * What a room remembers of people who are not in it, or not any more: who is muted, who spoke a moment ago, where guests
 * came from. Accounts are remembered by themselves. Guests are by their address group: one under another name, or another
 * address of the same network, may be the same one.
 */
import type { Person } from '../people/session.ts';

/** How long a ban or mute of a guest's holds at most: an address is somebody else's before long. */
export const GUEST_HOLD_MS_MAX = 24 * 60 * 60 * 1000;

/** So many are remembered who are muted, who spoke, and who were guests; the oldest make room. */
const REMEMBERED_MAX = 1000;

/** An account's person, or the address group of guests. */
type Who = Person | string;

function whoIs(person: Person): Who {
  return person.guestGroup ?? person;
}

export class RoomMemory {
  readonly mutes = new Map<Who, number>();
  readonly #spoke = new Map<Who, number>();
  /** Guests who left, by their names. */
  readonly #guests = new Map<string, { readonly group: string; readonly leftAt: number }>();

  /** Until when `person` is muted, also after coming back; 0: is not. */
  mutedUntil(person: Person): number {
    return this.mutes.get(whoIs(person)) ?? 0;
  }

  mute(person: Person, until: number): void {
    keep(this.mutes, whoIs(person), until);
  }

  unmute(person: Person): void {
    this.mutes.delete(whoIs(person));
  }

  /** When `person` spoke last, or a guest of its address group; 0: not lately. */
  spokeAt(person: Person): number {
    return this.#spoke.get(whoIs(person)) ?? 0;
  }

  spoke(person: Person, at: number): void {
    if (at > 0) keep(this.#spoke, whoIs(person), at);
    else this.#spoke.delete(whoIs(person));
  }

  /** An account is here: what was remembered of it is its member's now. */
  forget(person: Person): void {
    if (person.account === null) return;
    this.mutes.delete(person);
    this.#spoke.delete(person);
  }

  guestLeft({ name, guestGroup }: Person, now: number): void {
    if (guestGroup !== null) keep(this.#guests, name, { group: guestGroup, leftAt: now });
  }

  /** The address group of the guest who was called `name` when it left, where that is not too long ago. */
  groupOfGuest(name: string, now: number): string | null {
    const guest = this.#guests.get(name);
    return guest !== undefined && now - guest.leftAt < GUEST_HOLD_MS_MAX ? guest.group : null;
  }
}

function keep<Key, Value>(all: Map<Key, Value>, key: Key, value: Value): void {
  all.delete(key);
  all.set(key, value);
  if (all.size <= REMEMBERED_MAX) return;
  for (const oldest of all.keys()) {
    all.delete(oldest);
    break;
  }
}
