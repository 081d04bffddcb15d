/** Requests without a connection to the chat: who asks, how many at a time, and where the answer goes. */
import { type Scope, scopes } from '../protocol/contract.ts';
import { Reason } from '../protocol/frames.ts';
import { type Answer, pacedBy, type Refusal } from './answer.ts';
import { addressGroup } from './limits/addresses.ts';
import { Shares } from './limits/shares.ts';
import type { AccountBook } from './people/accounts.ts';
import type { Account, Caller, Device, Person } from './people/client.ts';
import type { Progress, Replies } from './ports.ts';
import type { NamedCommand } from './refusals.ts';
import type { HubSettings } from './settings.ts';
import type { HubWorld } from './world.ts';

/** Where a request comes from. */
export interface Origin {
  /** The number of the connection, for the log. */
  readonly id: number;
  readonly address: string;
  /** Is the connection private, so that a password may travel on it? */
  readonly confidential: boolean;
}

/** A caller without a chat connection, and its identity. */
export interface Asker extends Origin {
  /** The account that it has proved to be; null: a stranger, or the owner. */
  readonly account: number | null;
  /** The device whose token it used; null: none. */
  readonly device: number | null;
  /** Is it the owner of the server, for whom no limits hold? */
  readonly owner: boolean;
  /** Commands that need another scope are refused. */
  readonly scopes: ReadonlySet<Scope>;
}

/** All of them: what a password permits, and asking as a stranger or the owner. */
export const EVERY_SCOPE: ReadonlySet<Scope> = new Set(scopes);

/** The owner of the server, whose password work has a place of its own in the queue. */
export const OWNER: Asker = {
  id: 0,
  address: 'owner',
  confidential: true,
  account: null,
  device: null,
  owner: true,
  scopes: EVERY_SCOPE,
};

/** The answer to a command that needs a connection. */
const NEEDS_CONNECTION: Refusal = {
  reason: Reason.notPermitted,
  why: 'not permitted: this needs a connection on which one is logged in',
};

const TOO_MANY: Refusal = {
  reason: Reason.busy,
  why: 'server busy: too many requests of yours are under way',
};

function lacks(scope: Scope): Refusal {
  return {
    reason: Reason.notPermitted,
    why: `not permitted: this needs a token with the scope "${scope}"`,
  };
}

/** One command, and its answer. */
export class Call implements Caller, Replies {
  readonly present = false;
  readonly id: number;
  readonly address: string;
  readonly addressGroup: string;
  readonly share: string | null;
  readonly confidential: boolean;
  readonly owner: boolean;
  readonly asked: NamedCommand;
  /** A call makes one request. */
  readonly request = 0;
  progress: Progress = 'answered';
  gone = false;
  readonly #accounts: AccountBook;
  readonly #account: number | null;
  readonly #device: number | null;
  readonly #done: (answer: Answer) => void;
  /** Ends the call. */
  readonly #end: () => void;

  constructor(
    asker: Asker,
    share: string | null,
    asked: NamedCommand,
    accounts: AccountBook,
    done: (answer: Answer) => void,
    end: () => void,
  ) {
    this.id = asker.id;
    this.address = asker.address;
    this.addressGroup = addressGroup(asker.address);
    this.share = share;
    this.confidential = asker.confidential;
    this.owner = asker.owner;
    this.asked = asked;
    this.#accounts = accounts;
    this.#account = asker.account;
    this.#device = asker.device;
    this.#done = done;
    this.#end = end;
  }

  get replies(): Replies {
    return this;
  }

  /** Null once the account is gone. */
  get person(): Person | null {
    return this.#ofAccount?.person ?? null;
  }

  get device(): Device | null {
    return this.#device === null ? null : (this.#ofAccount?.devices.get(this.#device) ?? null);
  }

  get #ofAccount(): Account | undefined {
    return this.#account === null ? undefined : this.#accounts.get(this.#account);
  }

  answered(_number: number, answer: Answer): void {
    this.#end();
    this.#done(answer);
  }

  /** The caller no longer waits for the answer. */
  leave(): void {
    this.gone = true;
    this.#end();
  }
}

/** Calls under way, limited per account and per address group. */
export class Calls {
  readonly #settings: HubSettings;
  readonly #world: HubWorld;
  readonly #accounts: AccountBook;
  readonly #ofAccounts = new Shares();
  readonly #ofAddresses = new Shares();

  constructor(settings: HubSettings, world: HubWorld, accounts: AccountBook) {
    this.#settings = settings;
    this.#world = world;
    this.#accounts = accounts;
  }

  /** Calls under way from the address group `share`. */
  at(share: string): number {
    return this.#ofAddresses.of(share);
  }

  /** Opens a call for `command`; `done` gets its answer. Null: `done` has been given a refusal. */
  open(asker: Asker, command: NamedCommand, done: (answer: Answer) => void): Call | null {
    const share = asker.owner ? null : this.#world.limits.groupOf(asker.address);
    const refusal = unfit(asker, command) ?? this.#refusal(asker, share);
    if (refusal === Reason.none) {
      const end = asker.owner ? () => {} : this.#begin(asker, share);
      return new Call(asker, share, command, this.#accounts, done, end);
    }
    done(refusal);
    return null;
  }

  /** Why `asker` may not call now, or Reason.none. */
  #refusal({ account, address, owner }: Asker, share: string | null): Reason | Refusal {
    if (owner) return Reason.none;
    const { callsPerAccountMax, callsPerAddressMax } = this.#settings;
    if (this.#ofAccounts.of(keyOf(account)) >= callsPerAccountMax) return TOO_MANY;
    if (this.#ofAddresses.of(share) >= callsPerAddressMax) return TOO_MANY;
    return pacedBy(this.#world.calls.waitMs(account, address));
  }

  /** Counts a call. @returns a function that ends it; calling it again does nothing */
  #begin({ account, address }: Asker, share: string | null): () => void {
    const key = keyOf(account);
    this.#world.calls.began(account, address);
    this.#ofAccounts.take(key);
    this.#ofAddresses.take(share);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#ofAccounts.giveBack(key);
      this.#ofAddresses.giveBack(share);
    };
  }
}

/** Why `asker` may never give the command, or null. */
function unfit({ scopes: granted }: Asker, { contract }: NamedCommand): Refusal | null {
  if (contract.connection) return NEEDS_CONNECTION;
  return granted.has(contract.scope) ? null : lacks(contract.scope);
}

function keyOf(account: number | null): string | null {
  return account === null ? null : String(account);
}
