/**
 * A room's memory of people who are not in it: mutes, times of last messages, and guests' address groups. Accounts are
 * remembered individually. Guests are remembered by address group, as one with another name, or another address of the
 * same network, may be the same person.
 */
import { GUEST_HOLD_MS_MAX } from '../../protocol/limits.ts';
import type { Person } from '../people/client.ts';

/** Mutes, times and guests remembered, of each; the oldest make room. */
const REMEMBERED_MAX = 1000;

/** An account's person, or the address group of guests. */
type Who = Person | string;

function whoIs(person: Person): Who {
  return person.guestGroup ?? person;
}

export class RoomMemory {
  readonly mutes = new Map<Who, number>();
  readonly #spoke = new Map<Who, number>();
  /** Guests who left, by name. */
  readonly #guests = new Map<string, { readonly group: string; readonly leftAt: number }>();

  /** When the mute of `person` ends, also after it comes back; 0: not muted. */
  mutedUntil(person: Person): number {
    return this.mutes.get(whoIs(person)) ?? 0;
  }

  mute(person: Person, until: number): void {
    keep(this.mutes, whoIs(person), until);
  }

  unmute(person: Person): void {
    this.mutes.delete(whoIs(person));
  }

  /** When `person`, or a guest of its address group, spoke last; 0: not lately. */
  spokeAt(person: Person): number {
    return this.#spoke.get(whoIs(person)) ?? 0;
  }

  spoke(person: Person, at: number): void {
    if (at > 0) keep(this.#spoke, whoIs(person), at);
    else this.#spoke.delete(whoIs(person));
  }

  /** The account has joined: its state is now in its `Member`. */
  forget(person: Person): void {
    if (person.account === null) return;
    this.mutes.delete(person);
    this.#spoke.delete(person);
  }

  /** A guest has left, or has another name from now on. */
  guestLeft({ name, guestGroup }: Person, now: number): void {
    if (guestGroup !== null) keep(this.#guests, name, { group: guestGroup, leftAt: now });
  }

  /** The address group of the guest who left under the name `name`, where that is not too long ago. */
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
