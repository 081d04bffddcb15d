/** People, accounts and clients. Changed by the hub alone. */

import { type Hearing, PLAIN } from '../../protocol/hearing.ts';
import { type AddressLimits, addressGroup } from '../limits/addresses.ts';
import { Name } from '../name.ts';
import type { Connection, Progress, Replies } from '../ports.ts';
import type { AccountRecord, DeviceRecord } from '../records.ts';
import type { NamedCommand } from '../refusals.ts';
import type { StoredAccount } from '../storage.ts';
import { BlockList } from './block-list.ts';
import { Partners } from './partners.ts';
import { Waiting } from './waiting.ts';

/** A person with a name: a guest who is logged in, or a registered person, who may be away. */
export class Person {
  #named: Name;
  /** Null for a guest. */
  readonly account: Account | null;
  /** For a guest: the address group, since nothing else identifies it; null for an account. See `addressGroup`. */
  readonly guestGroup: string | null;
  /** Its clients, in the order of the logins; a guest has one. */
  readonly clients: Client[] = [];
  /** Null: it has blocked nobody. */
  blocks: BlockList<Person> | null = null;
  /** The people who have blocked it; null: none. Changed by `BlockList`. */
  blockedBy: Set<Person> | null = null;
  /** Are plain clients told in a line what they cannot show? For a guest; an account's setting is in its record. */
  #notices = true;
  /** When its first client of those that are here logged in. */
  cameAt = 0;
  /** Who is told when it changes its name. */
  readonly partners = new Partners<Person>();
  /** The text of its away message; null: not away. */
  awayText: string | null = null;

  constructor(name: string, account: Account | null, guestGroup = '') {
    this.#named = new Name(name);
    this.account = account;
    this.guestGroup = account === null ? guestGroup : null;
  }

  /** Its current name, as gateways see it. */
  get named(): Name {
    return this.#named;
  }

  get name(): string {
    return this.#named.text;
  }

  /** The key shared with all names that this one reserves. */
  get key(): string {
    return this.#named.key;
  }

  get notices(): boolean {
    return this.account?.record.notices ?? this.#notices;
  }

  set guestNotices(on: boolean) {
    this.#notices = on;
  }

  /** Blocks `other`, or unblocks it. */
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

  /** Is it an operator of the server, by its account or by `oper`? */
  get isOperator(): boolean {
    return this.operatorId !== null;
  }

  /** The account by which it is an operator; null: it is none. */
  get operatorId(): number | null {
    if (this.account?.record.operator === true) return this.account.id;
    for (const { operatorAs } of this.clients) {
      if (operatorAs?.record.operator === true && !operatorAs.leaving) return operatorAs.id;
    }
    return null;
  }

  /** Updates those who have blocked it by name. @returns the former name */
  rename(name: string): string {
    const old = this.name;
    const blockers = [...(this.blockedBy ?? [])];
    for (const { blocks } of blockers) blocks?.delete(this);
    this.#named = new Name(name);
    for (const { blocks } of blockers) blocks?.add(this);
    return old;
  }

  /** The person is gone for good: removes it from others' block lists. */
  gone(): void {
    for (const blocker of [...(this.blockedBy ?? [])]) blocker.block(this, false);
    this.blocks?.clear();
    this.blocks = null;
    for (const { partners } of this.partners.all) partners.forget(this);
  }
}

export class Device {
  readonly record: DeviceRecord;
  /** It has received everything up to this message. */
  cursor: number;
  /** Being removed: its token is no longer valid. */
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
  /** Bytes of texts that it wrote, including those under way. */
  storedBytes: number;
  /** What all its plain clients together have received. */
  cursor: number;
  /** The newest message from others since the start; null for none. */
  newest: number | null = null;
  readonly waiting = new Waiting();
  /** Its record is being changed: one change at a time, since each log entry holds the whole record. */
  changing = false;
  /** Devices being added. */
  devicesComing = 0;
  /** Being removed: nobody reaches it any more. */
  leaving = false;

  constructor(stored: StoredAccount) {
    const { id, name, password, createdAt, operator, notices } = stored;
    this.record = { id, name, password, createdAt, operator, notices };
    this.person = new Person(name, this);
    this.storedBytes = stored.storedBytes;
    this.cursor = stored.cursor;
  }

  get id(): number {
    return this.record.id;
  }

  get away(): boolean {
    return this.person.clients.length === 0;
  }

  /** The clients that are logged in with `device`. */
  clientsOf(device: Device): Client[] {
    return this.person.clients.filter((client) => client.device === device);
  }

  isOnline(device: Device): boolean {
    return this.person.clients.some((client) => client.device === device);
  }

  /** When it changed its name, within the time that old names stay reserved. */
  renamedAt: readonly number[] = [];

  deviceWith(token: string): Device | undefined {
    for (const device of this.devices.values()) {
      if (device.record.token === token && !device.leaving) return device;
    }
    return undefined;
  }
}

/** What commands may know of the client that asks. Changed by the hub alone. */
interface Asking {
  /** The number of the connection, for the log. */
  readonly id: number;
  /** Its address, for limits per address. */
  readonly address: string;
  /** The addresses that count as one with it; see `addressGroup`. */
  readonly addressGroup: string;
  /** The group whose share it uses for limits per address; null: no such limit applies. */
  readonly share: string | null;
  /** Is the connection private, so that a password may travel on it? */
  readonly confidential: boolean;
  /** Receives the answers. */
  readonly replies: Replies;
  /** The last command, and the number of that request. */
  asked: NamedCommand | null;
  request: number;
  /** The progress of that request. */
  progress: Progress;
  /** Nobody waits for answers any more, so none is given. */
  gone: boolean;
}

/** A caller without a connection to the chat: nobody sees it come or go, and nothing counts as received by it. */
export interface Caller extends Asking {
  readonly present: false;
  /** The registered person that it acts for; null: a stranger. */
  readonly person: Person | null;
  /** The device whose token identified it; null: none. */
  readonly device: Device | null;
  /** Is it the owner of the server? */
  readonly owner: boolean;
}

/** Sends missed messages to a client that cannot ask for them. */
interface CatchUp {
  /** A message has come: it is read in its turn. */
  more(): void;
  /** Everything queued has been written. */
  written(): void;
}

/** One connection's state in the hub: a client that is present, and hears what happens. */
export interface Client extends Asking {
  readonly present: true;
  readonly connection: Connection;
  /** A token that came with the connection and proves a name, as a browser's cookie does; null: none. */
  readonly token: string | null;
  /** The events it asked for. */
  hearing: Hearing;
  /** The names that it watches, by their keys; null: none. Changed by `Watches`. */
  watched: Map<string, string> | null;
  /** The operator's account by which its person is an operator, until it logs out; null: none. */
  operatorAs: Account | null;
  /** Null before login and after logout. */
  person: Person | null;
  /** The device that it logged in with, where it named one. */
  device: Device | null;
  /** Set while missed messages are sent; null: it hears messages at once. */
  catchUp: CatchUp | null;
  /** The newest stored message from others that it was sent, or does not need. */
  given: number;
  /** For a plain client that has logged out: the newest message per account that is still on its way to it. */
  owed: Map<Account, number> | null;
}

/** A new connection on which nobody is logged in. */
export function newClient(
  limits: AddressLimits,
  by: Pick<Client, 'id' | 'address' | 'confidential' | 'connection' | 'token'>,
): Client {
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
    watched: null,
    operatorAs: null,
    person: null,
    device: null,
    catchUp: null,
    given: 0,
    owed: null,
    gone: false,
  };
}

/** The sender of a command. */
export type Actor = Client | Caller;
