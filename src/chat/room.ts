/** A room and who is in it. Changed by the hub's commands alone. */
import { encodeText } from '../protocol/bytes.ts';
import { nameKey } from '../protocol/names.ts';
import { Invited } from './invited.ts';
import { Members } from './members.ts';
import { OrderedMap } from './ordered-map.ts';
import type { BanRecord, MemberRecord, Role, RoomRecord } from './records.ts';
import type { Person } from './session.ts';

/** What the name of a room begins with that is for some people and has no name of its own. */
export const GROUP_PREFIX = '#~';

export class Member {
  readonly person: Person;
  role: Role;
  /** May say nothing until then. */
  mutedUntil: number;
  /** When it said something last, for slow mode. */
  spokeAt = 0;
  /** The key of that, where it had one and was stored, or is about to be. */
  spokeKey: string | null = null;
  /** Leaves, or is being put out: what it says comes too late. */
  leaving = false;
  /** Is being muted: what it says comes too late. */
  muting = false;
  /** So many changes of its role or mute are under way. People begin one at a time, for each entry of the log has both. */
  changes = 0;

  constructor(person: Person, role: Role, mutedUntil = 0) {
    this.person = person;
    this.role = role;
    this.mutedUntil = mutedUntil;
  }

  get changing(): boolean {
    return this.changes > 0;
  }

  isMuted(now: number): boolean {
    return this.muting || this.mutedUntil > now;
  }
}

/** Of those who are not there, so many are remembered who are muted, and so many who spoke. */
const GONE_MAX = 1000;

export class Room {
  record: RoomRecord;
  /** What its name has in common with all that mean it: kept, for every list is in the order of it. */
  key: string;
  /** The name in UTF-8. */
  readonly nameBytes: Uint8Array;
  /** Made by a guest: it is in no log, and ends when nobody in it is logged in. */
  readonly passing: boolean;
  readonly members = new Members();
  /** Those who are coming in, until that is stored. */
  readonly coming = new Set<Person>();
  /** Who may join though it is private. */
  readonly invited = new Invited(this);
  /** By the keys of their names. */
  readonly bans = new OrderedMap<BanRecord>();
  /** Those that are being stored: nobody slips in meanwhile. */
  readonly bansComing = new Set<BanRecord>();
  /** Guests that are muted, by their addresses: under another name they still are. And people who left while they were. */
  readonly mutes = new Map<Person | string, number>();
  /** When those spoke last who left while there was slow mode. */
  readonly #spoke = new Map<Person, number>();
  /** Who made it, and as whose share it counts; null: not known since the server started, and as nobody's. */
  maker: Person | null = null;
  share: string | null = null;
  /** Its record is being changed. */
  changing = false;
  /** Is being removed: nobody reaches it any more. */
  leaving = false;

  constructor(record: RoomRecord, passing: boolean) {
    this.record = record;
    this.passing = passing;
    this.key = nameKey(record.name);
    this.nameBytes = encodeText(record.name);
  }

  get name(): string {
    return this.record.name;
  }

  get kind(): 'public' | 'private' | 'group' {
    return this.isGroup ? 'group' : this.record.access;
  }

  get isGroup(): boolean {
    return this.record.name.startsWith(GROUP_PREFIX);
  }

  /** Where it stands in a conversation: see `RoomRecord`. */
  get place(): number {
    return -this.record.id;
  }

  /** The member `person`, unless it is on its way out. */
  memberOf(person: Person | null): Member | null {
    const member = person === null ? undefined : this.members.get(person);
    return member === undefined || member.leaving ? null : member;
  }

  memberRecord(person: Person, role: Role, mutedUntil: number): MemberRecord | null {
    if (this.passing || person.account === null) return null;
    return { room: this.record.id, account: person.account.id, role, mutedUntil };
  }

  /** Whoever is `who`, an account's person or a guest's address, is muted until then, also after coming back. */
  keepMute(who: Person | string, until: number): void {
    keep(this.mutes, who, until);
  }

  /** Nobody comes who was invited as a guest and is logged in no more. */
  forgetGoneGuests(): void {
    for (const person of this.invited) {
      if (person.account === null && person.sessions.length === 0) this.invited.delete(person);
    }
  }

  /** `member` leaves: slow mode holds after coming back, too. */
  keepPause({ person, spokeAt }: Member): void {
    if (this.record.slow > 0 && spokeAt > 0) keep(this.#spoke, person, spokeAt);
  }

  /** When somebody spoke last who comes in. */
  takePause(person: Person): number {
    const spokeAt = this.#spoke.get(person) ?? 0;
    this.#spoke.delete(person);
    return spokeAt;
  }

  /** Until when somebody is muted who comes in. */
  muteOf(person: Person, address: string): number {
    return this.mutes.get(person.account === null ? address : person) ?? 0;
  }

  /** Those that are over count no more. */
  forgetBans(now: number): void {
    for (const [key, { until }] of this.bans) if (until <= now) this.bans.delete(key);
  }

  /** Is `person` kept out, coming from `address`? */
  keepsOut(person: Person, address: string, now: number): boolean {
    this.forgetBans(now);
    for (const ban of this.bans.values()) if (matches(ban, person, address)) return true;
    for (const ban of this.bansComing) if (matches(ban, person, address)) return true;
    return false;
  }
}

function keep<Key>(gone: Map<Key, number>, who: Key, time: number): void {
  gone.set(who, time);
  if (gone.size <= GONE_MAX) return;
  for (const oldest of gone.keys()) {
    gone.delete(oldest);
    break;
  }
}

/** How long a ban of a guest's holds at most: an address is somebody else's before long. */
export const GUEST_BAN_MS_MAX = 24 * 60 * 60 * 1000;

function matches(ban: BanRecord, { account, name }: Person, address: string): boolean {
  if (ban.account !== null) return account?.id === ban.account;
  if (ban.address === address) {
    // Whoever has been registered for longer than the ban holds is somebody else at the same address.
    return account === null || account.record.createdAt > ban.until - GUEST_BAN_MS_MAX;
  }
  return account === null && ban.name === name;
}
