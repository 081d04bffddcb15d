/** A room and its members. Changed by the hub's commands alone. */

import { nameKey } from '../../protocol/names.ts';
import type { RoomFlags } from '../../protocol/room-flags.ts';
import { OrderedMap } from '../ordered-map.ts';
import type { Person } from '../people/client.ts';
import type { AuditRecord, BanRecord, MemberRecord, RoomRecord } from '../records.ts';
import type { Change } from '../storage.ts';
import type { Member } from './member.ts';
import { Members } from './members.ts';
import { RoomMemory } from './room-memory.ts';
import { flagsIn, isByInvitation, isListed } from './room-record.ts';
import type { RoomKind } from './room-rules.ts';

/** What a member may do, as stored. */
export type MemberState = Pick<MemberRecord, 'role' | 'voice' | 'mutedUntil'>;

/** The beginning of a group's name, as it has no name of its own. */
export const GROUP_PREFIX = '#~';

export class Room {
  record: RoomRecord;
  /** The key shared with all spellings of its name; kept, since every list is sorted by it. */
  key: string;
  /** Made by a guest: it is not in the log, and ends when none of its members is logged in. */
  readonly passing: boolean;
  readonly members = new Members();
  /** People who are joining while that is being stored. */
  readonly coming = new Set<Person>();
  /** People who may join though it is private. Changed by `RoomBook`. */
  readonly invited = new Set<Person>();
  /** People invited by someone they have blocked: they may not join, but the invitations count all the same. */
  readonly invitedUnseen = new Set<Person>();
  /** By the keys of the names. */
  readonly bans = new OrderedMap<BanRecord>();
  /** The inherited ones among them: they do not count against the limit on bans. */
  readonly inherited = new WeakSet<BanRecord>();
  /** Bans being stored: nobody slips in meanwhile. */
  readonly bansComing = new Set<BanRecord>();
  readonly memory = new RoomMemory();
  /** The person who made it, and whose share it counts against; null: unknown since a restart, and nobody's. */
  maker: Person | null = null;
  share: string | null = null;
  /** When it was given another name, within the time that the old ones stay reserved. */
  renamedAt: readonly number[] = [];
  /** Its record is being changed. */
  changing = false;
  /** Being removed: nobody reaches it any more. */
  leaving = false;

  constructor(record: RoomRecord, passing: boolean) {
    this.record = record;
    this.passing = passing;
    this.key = nameKey(record.name);
  }

  get name(): string {
    return this.record.name;
  }

  get kind(): RoomKind {
    if (this.isGroup) return 'group';
    return this.byInvitation ? 'private' : 'public';
  }

  /** Does everybody find it? */
  get listed(): boolean {
    return isListed(this.record.access);
  }

  /** Does it let in only people who were invited? */
  get byInvitation(): boolean {
    return isByInvitation(this.record.access);
  }

  get flags(): RoomFlags {
    return flagsIn(this.record, this.isGroup);
  }

  get isGroup(): boolean {
    return this.record.name.startsWith(GROUP_PREFIX);
  }

  /** Its number as the other side of a conversation: see `RoomRecord`. */
  get peer(): number {
    return -this.record.id;
  }

  /** The membership that `person` knows of, unless they are on their way out. */
  memberOf(person: Person | null): Member | null {
    const member = this.shownMember(person);
    return member?.unseen === true ? null : member;
  }

  /** The membership that others see, and act on, unless `person` is on the way out. */
  shownMember(person: Person | null): Member | null {
    const member = person === null ? undefined : this.members.get(person);
    return member === undefined || member.leaving ? null : member;
  }

  /** Is `person` in it and aware of that, though perhaps about to leave? */
  holds(person: Person): boolean {
    return this.members.get(person)?.unseen === false;
  }

  /** The entry to store for `member`'s new state; null: none. */
  changeOf(
    { person, unseen }: Member,
    state: MemberState,
    audit: AuditRecord | null,
  ): Change | null {
    const record = this.memberRecord(person, state);
    if (record === null || (unseen && audit !== null)) return audit && { kind: 'audit', audit };
    if (!unseen) return { kind: 'member', member: record, audit };
    // Stands for a member entry in the log, so that the ids have the same gaps.
    const { room, account } = record;
    return { kind: 'room-invitation', room, account, unseen };
  }

  memberRecord(person: Person, { role, voice, mutedUntil }: MemberState): MemberRecord | null {
    if (this.passing || person.account === null) return null;
    return { room: this.record.id, account: person.account.id, role, voice, mutedUntil };
  }

  /** The number of open invitations. */
  get invitations(): number {
    return this.invited.size + this.invitedUnseen.size;
  }

  /** When the mute of `member` ends; 0: not muted. A guest's mute applies to its whole address group. */
  mutedUntil({ person, role, mutedUntil }: Member): number {
    if (person.account !== null || role !== 'member') return mutedUntil;
    return Math.max(mutedUntil, this.memory.mutedUntil(person));
  }

  isMuted(member: Member, now: number): boolean {
    return member.muting || this.mutedUntil(member) > now;
  }

  /** Is it moderated, so that `member` speaks only with a voice? */
  hushes({ person, role, voice }: Member): boolean {
    return this.record.moderated && role === 'member' && !voice && !person.isOperator;
  }

  /** May `member` only listen, for one reason or the other? */
  isSilent(member: Member, now: number): boolean {
    return this.isMuted(member, now) || this.hushes(member);
  }

  /** When `member` spoke last, for slow mode. Guests of one address group share one pause. */
  spokeAt({ person, spokeAt }: Member): number {
    return this.#isRemembered(person) ? Math.max(spokeAt, this.memory.spokeAt(person)) : spokeAt;
  }

  /** Is a pause of `person` in the room's memory: a guest's, or that of somebody who speaks from outside? */
  #isRemembered(person: Person): boolean {
    return person.account === null || !this.members.has(person);
  }

  /** `member` speaks; or, with an earlier time, has not after all. */
  spoke(member: Member, at: number): void {
    member.spokeAt = at;
    if (this.record.slow > 0 && this.#isRemembered(member.person))
      this.memory.spoke(member.person, at);
  }

  /** `member` leaves: its mute and its pause apply when it comes back, too. */
  remember(member: Member, now: number): void {
    const { person, mutedUntil, spokeAt, unseen } = member;
    if (unseen) return;
    if (mutedUntil > now) {
      this.memory.mute(person, Math.max(mutedUntil, this.memory.mutedUntil(person)));
    }
    if (this.record.slow > 0 && spokeAt > 0) this.memory.spoke(person, this.spokeAt(member));
    this.memory.guestLeft(person, now);
  }

  /** The spellings other than `name` of the same name that have a ban, or are about to. */
  otherSpellings(name: string): string[] {
    const key = nameKey(name);
    const spellings = new Set<string>();
    const ban = this.bans.get(key);
    if (ban !== undefined) spellings.add(ban.name);
    for (const coming of this.bansComing) {
      if (nameKey(coming.name) === key) spellings.add(coming.name);
    }
    spellings.delete(name);
    return [...spellings];
  }

  /** Adds a ban, in place of an earlier one of that name in any spelling. */
  ban(ban: BanRecord): void {
    this.bans.set(nameKey(ban.name), ban);
  }

  /** The number of bans that people gave. */
  get bansSaid(): number {
    let count = 0;
    for (const ban of this.bans.values()) if (!this.inherited.has(ban)) count++;
    return count;
  }

  /** Drops bans that are over. */
  forgetBans(now: number): void {
    for (const [key, { until }] of this.bans) if (until <= now) this.bans.delete(key);
  }

  keepsOut(person: Person, now: number): boolean {
    return this.keptOutUntil(person, now) > 0;
  }

  /** When the ban of `person` ends; 0: not banned. */
  keptOutUntil({ account, name, guestGroup }: Person, now: number): number {
    return this.bannedUntil(account?.id ?? null, name, guestGroup, now);
  }

  /** The same for an account, or for the guest called `name` from the address group `group`. */
  bannedUntil(account: number | null, name: string, group: string | null, now: number): number {
    this.forgetBans(now);
    // A guest's name may since have become an account's.
    const named = account === null ? null : nameKey(name);
    let until = 0;
    for (const [key, ban] of this.bans) {
      const holds = ban.account === null && key === named;
      if (holds || matches(ban, account, name, group)) until = Math.max(until, ban.until);
    }
    for (const ban of this.bansComing) {
      const holds = ban.account === null && named !== null && nameKey(ban.name) === named;
      if (holds || matches(ban, account, name, group)) until = Math.max(until, ban.until);
    }
    return until;
  }
}

/**
 * Does the ban apply? Bans of guests do not match accounts: new ones inherit a ban of their own, older ones are not
 * affected.
 */
function matches(ban: BanRecord, account: number | null, name: string, group: string | null) {
  if (account !== null || ban.account !== null) return ban.account === account;
  return ban.name === name || (ban.address !== null && ban.address === group);
}
