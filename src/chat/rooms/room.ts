/** A room and who is in it. Changed by the hub's commands alone. */
import { nameKey } from '../../protocol/names.ts';
import { OrderedMap } from '../ordered-map.ts';
import type { Person } from '../people/session.ts';
import type { AuditRecord, BanRecord, MemberRecord, Role, RoomRecord } from '../records.ts';
import type { Change } from '../storage.ts';
import type { Member } from './member.ts';
import { Members } from './members.ts';
import { RoomMemory } from './room-memory.ts';

/** What the name of a room begins with that is for some people and has no name of its own. */
export const GROUP_PREFIX = '#~';

export class Room {
  record: RoomRecord;
  /** What its name has in common with all that mean it: kept, for every list is in the order of it. */
  key: string;
  /** Made by a guest: it is in no log, and ends when nobody in it is logged in. */
  readonly passing: boolean;
  readonly members = new Members();
  /** Those who are coming in, until that is stored. */
  readonly coming = new Set<Person>();
  /** Who may join though it is private. Changed by `RoomBook`. */
  readonly invited = new Set<Person>();
  /** Who was invited by somebody whom they have blocked: they may not, and it counts all the same. */
  readonly invitedUnseen = new Set<Person>();
  /** By the keys of their names. */
  readonly bans = new OrderedMap<BanRecord>();
  /** Of those, the ones that nobody said: accounts inherit them, and cannot use up how many there may be. */
  readonly inherited = new WeakSet<BanRecord>();
  /** Those that are being stored: nobody slips in meanwhile. */
  readonly bansComing = new Set<BanRecord>();
  readonly memory = new RoomMemory();
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

  /** What it is as the other side of a conversation: see `RoomRecord`. */
  get peer(): number {
    return -this.record.id;
  }

  /** What `person` is here and knows of, unless it is on its way out. */
  memberOf(person: Person | null): Member | null {
    const member = this.shownMember(person);
    return member?.unseen === true ? null : member;
  }

  /** What `person` is here for others, unless it is on its way out: what one does is done to this. */
  shownMember(person: Person | null): Member | null {
    const member = person === null ? undefined : this.members.get(person);
    return member === undefined || member.leaving ? null : member;
  }

  /** Is `person` in it, perhaps not for long, and knows so? */
  holds(person: Person): boolean {
    return this.members.get(person)?.unseen === false;
  }

  /** What is stored where `member` is this from now on; null: nothing. */
  changeOf(
    { person, unseen }: Member,
    role: Role,
    mutedUntil: number,
    audit: AuditRecord | null,
  ): Change | null {
    const record = this.memberRecord(person, role, mutedUntil);
    if (record === null || (unseen && audit !== null)) return audit && { kind: 'audit', audit };
    if (!unseen) return { kind: 'member', member: record, audit };
    // It takes a place in the log as if it were one: ids have the same gaps.
    const { room, account } = record;
    return { kind: 'room-invitation', room, account, unseen };
  }

  memberRecord(person: Person, role: Role, mutedUntil: number): MemberRecord | null {
    if (this.passing || person.account === null) return null;
    return { room: this.record.id, account: person.account.id, role, mutedUntil };
  }

  /** How many invitations nobody has followed. */
  get invitations(): number {
    return this.invited.size + this.invitedUnseen.size;
  }

  /** Until when `member` is muted; 0: may speak. One guest's mute is that of all from its address group. */
  mutedUntil({ person, role, mutedUntil }: Member): number {
    if (person.account !== null || role !== 'member') return mutedUntil;
    return Math.max(mutedUntil, this.memory.mutedUntil(person));
  }

  isMuted(member: Member, now: number): boolean {
    return member.muting || this.mutedUntil(member) > now;
  }

  /** When `member` spoke last, for slow mode. Guests of one address group have one pause together. */
  spokeAt({ person, spokeAt }: Member): number {
    return person.account === null ? Math.max(spokeAt, this.memory.spokeAt(person)) : spokeAt;
  }

  /** `member` says something; or, with an earlier time, has not after all. */
  spoke(member: Member, at: number): void {
    member.spokeAt = at;
    if (this.record.slow > 0 && member.person.account === null)
      this.memory.spoke(member.person, at);
  }

  /** `member` leaves: a mute, and a pause, hold after coming back too. */
  remember(member: Member, now: number): void {
    const { person, mutedUntil, spokeAt, unseen } = member;
    if (unseen) return;
    if (mutedUntil > now) {
      this.memory.mute(person, Math.max(mutedUntil, this.memory.mutedUntil(person)));
    }
    if (this.record.slow > 0 && spokeAt > 0) this.memory.spoke(person, this.spokeAt(member));
    this.memory.guestLeft(person, now);
  }

  /** Keeps somebody out; in the place of an earlier ban of that name. */
  ban(ban: BanRecord): void {
    this.bans.set(nameKey(ban.name), ban);
  }

  /** How many bans somebody has said. */
  get bansSaid(): number {
    let count = 0;
    for (const ban of this.bans.values()) if (!this.inherited.has(ban)) count++;
    return count;
  }

  /** Those that are over count no more. */
  forgetBans(now: number): void {
    for (const [key, { until }] of this.bans) if (until <= now) this.bans.delete(key);
  }

  keepsOut(person: Person, now: number): boolean {
    return this.keptOutUntil(person, now) > 0;
  }

  /** Until when `person` may not come in; 0: may. */
  keptOutUntil({ account, name, guestGroup }: Person, now: number): number {
    return this.bannedUntil(account?.id ?? null, name, guestGroup, now);
  }

  /** Until when the account, or the guest called `name` from the address group `group`, is kept out; 0: is not. */
  bannedUntil(account: number | null, name: string, group: string | null, now: number): number {
    this.forgetBans(now);
    // A guest's name is an account's where it was registered, or taken, since.
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

/** Accounts that are registered where guests are kept out inherit that as bans of their own; older ones do not. */
function matches(ban: BanRecord, account: number | null, name: string, group: string | null) {
  if (account !== null || ban.account !== null) return ban.account === account;
  return ban.name === name || (ban.address !== null && ban.address === group);
}
