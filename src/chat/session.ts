/** Who is connected, and as whom. Changed by the hub alone. */
import type { Account, Device } from './accounts.ts';
import { type AddressLimits, addressGroup } from './addresses.ts';
import { BlockList } from './block-list.ts';
import type { CatchUp } from './catch-up.ts';
import { Name } from './name.ts';
import type { Connection, Progress, Replies } from './ports.ts';
import type { Command } from './request.ts';

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
  blocks: BlockList | null = null;
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
      this.blocks ??= new BlockList(this);
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

  /** Those who list it by its name are told. */
  rename(name: string): void {
    const blockers = [...(this.blockedBy ?? [])];
    for (const { blocks } of blockers) blocks?.delete(this);
    this.#named = new Name(name);
    for (const { blocks } of blockers) blocks?.add(this);
  }

  /** It is here no more: what refers to it from the lists of others is forgotten. */
  gone(): void {
    for (const blocker of [...(this.blockedBy ?? [])]) blocker.block(this, false);
    this.blocks?.clear();
    this.blocks = null;
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
  asked: Command | null;
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

/** One connection's place in the hub: who asks there is there, and hears what happens. */
export interface Session extends Asking {
  readonly present: true;
  readonly connection: Connection;
  /** What came with the connection and proves a name, as a browser's cookie does; null without one. */
  readonly token: string | null;
  /** Has said `hello`: it hears events. */
  hello: boolean;
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
    hello: false,
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
