/** Who is connected, and as whom. Changed by the hub alone. */

import { type Hearing, PLAIN } from '../../protocol/events/capabilities.ts';
import { type AddressLimits, addressGroup } from '../limits/addresses.ts';
import { Name } from '../name.ts';
import type { Connection, Progress, Replies } from '../ports.ts';
import type { AccountRecord, DeviceRecord } from '../records.ts';
import type { Asked } from '../refusals.ts';
import type { StoredAccount } from '../storage.ts';
import { BlockList } from './block-list.ts';
import { Waiting } from './waiting.ts';

/** A name that somebody is logged in under: a guest, or a registered person, who may be away. */
export class Person {
  #named: Name;
  /** Null for a guest. */
  readonly account: Account | null;
  /** Of a guest, where it comes from, for it has nothing else that is its own; null for an account. See `addressGroup`. */
  readonly guestGroup: string | null;
  /** Where they are logged in, in the order of the logins; a guest in one place. */
  readonly sessions: Session[] = [];
  /** Null: nobody. */
  blocks: BlockList<Person> | null = null;
  /** Who does not want to hear of it; null: nobody. Changed by `BlockList`. */
  blockedBy: Set<Person> | null = null;
  /** Plain clients are told in a line what they cannot show. A guest's; an account's is in its record. */
  #notices = true;
  /** It said that it is away, with these words. */
  awayText: string | null = null;

  constructor(name: string, account: Account | null, guestGroup = '') {
    this.#named = new Name(name);
    this.account = account;
    this.guestGroup = account === null ? guestGroup : null;
  }

  /** Its name of now, as it crosses to gateways. */
  get named(): Name {
    return this.#named;
  }

  get name(): string {
    return this.#named.text;
  }

  /** What its name has in common with all that it would reserve. */
  get key(): string {
    return this.#named.key;
  }

  get notices(): boolean {
    return this.account?.record.notices ?? this.#notices;
  }

  set guestNotices(on: boolean) {
    this.#notices = on;
  }

  /** Does not want to hear of `other` from now on, or does again. */
  block(other: Person | string, on: boolean): void {
    if (on) {
      this.blocks ??= new BlockList<Person>(this);
      this.blocks.add(other);
      return;
    }
    this.blocks?.delete(other);
    if (this.blocks?.size === 0) this.blocks = null;
  }

  /** Does it not want to hear of `other`? */
  hasBlocked(other: Person): boolean {
    return this.blocks?.has(other.account === null ? other.name : other) ?? false;
  }

  /** Those who have blocked it by its name are told. @returns the name that it had */
  rename(name: string): string {
    const old = this.name;
    const blockers = [...(this.blockedBy ?? [])];
    for (const { blocks } of blockers) blocks?.delete(this);
    this.#named = new Name(name);
    for (const { blocks } of blockers) blocks?.add(this);
    return old;
  }

  /** It is here no more: what refers to it from the lists of others is forgotten. */
  gone(): void {
    for (const blocker of [...(this.blockedBy ?? [])]) blocker.block(this, false);
    this.blocks?.clear();
    this.blocks = null;
  }
}

export class Device {
  readonly record: DeviceRecord;
  /** It has received what was sent up to this message. */
  cursor: number;
  /** Is being forgotten: its token is good no more. */
  leaving = false;

  constructor(record: DeviceRecord, cursor: number) {
    this.record = record;
    this.cursor = cursor;
  }
}

export class Account {
  record: AccountRecord;
  readonly person: Person;
  readonly devices = new Map<number, Device>();
  /** Bytes of texts that it wrote, those under way included. */
  storedBytes: number;
  /** Where its plain clients are, all together. */
  cursor: number;
  /** The newest message from others that was executed since the start; null for none. */
  newest: number | null = null;
  readonly waiting = new Waiting();
  /** Its record is being changed: one change at a time, for each entry of the log has the whole record. */
  changing = false;
  /** Devices that are being remembered. */
  devicesComing = 0;
  /** Is being removed: nobody reaches it any more. */
  leaving = false;

  constructor(stored: StoredAccount) {
    const { id, name, password, createdAt, operator, notices } = stored;
    this.record = { id, name, password, createdAt, operator, notices };
    this.person = new Person(name, this);
    this.storedBytes = stored.storedBytes;
    this.cursor = stored.cursor;
    for (const { from, count } of stored.waiting) this.waiting.add(from, count, null);
  }

  get id(): number {
    return this.record.id;
  }

  get away(): boolean {
    return this.person.sessions.length === 0;
  }

  /** Where `device` is logged in: a session says which device it is. */
  sessionsOf(device: Device): Session[] {
    return this.person.sessions.filter((session) => session.device === device);
  }

  isOnline(device: Device): boolean {
    return this.person.sessions.some((session) => session.device === device);
  }

  /** When it changed its name, in the time that the old ones stay reserved for it. */
  renamedAt: readonly number[] = [];

  deviceWith(token: string): Device | undefined {
    for (const device of this.devices.values()) {
      if (device.record.token === token && !device.leaving) return device;
    }
    return undefined;
  }
}

/** What every command may know of who asks. Changed by the hub alone. */
interface Asking {
  /** The number of the connection that it comes by, for the log. */
  readonly id: number;
  /** Where it comes from, for what is limited per address. */
  readonly address: string;
  /** The addresses that count as one with it; see `addressGroup`. */
  readonly addressGroup: string;
  /** That group, as whose share counts what is limited per address; null: no such limit holds for it. */
  readonly share: string | null;
  /** May a password travel here? */
  readonly confidential: boolean;
  /** Takes the answers. */
  readonly replies: Replies;
  /** What was asked for last, and the number of that request. */
  asked: Asked | null;
  request: number;
  /** What has become of it. */
  progress: Progress;
  /** Nobody waits for an answer any more: none is given. */
  gone: boolean;
}

/** Asks without being there: nobody sees it come or go, and nothing counts as received by it. */
export interface Caller extends Asking {
  readonly present: false;
  /** As whom it asks: a registered person; null: a stranger. */
  readonly person: Person | null;
  /** The device by whose token it is known; null: by none. */
  readonly device: Device | null;
  /** Is it the owner of the server? */
  readonly owner: boolean;
}

/** Gives a client that cannot ask for it what was missed. */
interface CatchUp {
  /** A message has come: it is read in its turn. */
  more(): void;
  /** Everything that was said has left. */
  written(): void;
}

/** One connection's place in the hub: who asks there is there, and hears what happens. */
export interface Session extends Asking {
  readonly present: true;
  readonly connection: Connection;
  /** What came with the connection and proves a name, as a browser's cookie does; null without one. */
  readonly token: string | null;
  /** What it asked to hear of. */
  hearing: Hearing;
  /** Null until login and after logout. */
  person: Person | null;
  /** The device that it logged in as, where it said so. */
  device: Device | null;
  /** While it is given what it missed; null when it hears everything at once. */
  catchUp: CatchUp | null;
  /** The newest stored message from others that it was given, or need not be. */
  given: number;
  /** What a plain client was given as an account and has not left yet since it logged out: the newest message each. */
  owed: Map<Account, number> | null;
}

/** Somebody connected, as nobody yet. */
export function newSession(
  limits: AddressLimits,
  by: Pick<Session, 'id' | 'address' | 'confidential' | 'connection' | 'token'>,
): Session {
  return {
    id: by.id,
    address: by.address,
    addressGroup: addressGroup(by.address),
    share: limits.groupOf(by.address),
    confidential: by.confidential,
    present: true,
    connection: by.connection,
    replies: by.connection,
    token: by.token,
    asked: null,
    request: 0,
    progress: 'answered',
    hearing: PLAIN,
    person: null,
    device: null,
    catchUp: null,
    given: 0,
    owed: null,
    gone: false,
  };
}

/** Who gives a command. */
export type Actor = Session | Caller;
