/** What is asked by somebody who is not there: who asks, how much at a time, and to whom the answer goes. */

import { Reason } from '../protocol/frames.ts';
import { addressGroup } from './addresses.ts';
import { type Answer, pacedBy, type Refusal } from './answer.ts';
import type { Progress, Replies } from './ports.ts';
import type { Asked } from './refusals.ts';
import type { Caller, Device, Person } from './session.ts';
import { Shares } from './shares.ts';
import type { HubCore } from './world.ts';

/** Where a request comes from. */
export interface Origin {
  /** The number of the connection that it comes by, for the log. */
  readonly id: number;
  readonly address: string;
  /** May a password travel there? */
  readonly confidential: boolean;
}

/** Who asks without being there, and as whom. */
export interface Asker extends Origin {
  /** The account that it has proved to be; null: it is a stranger, or the owner. */
  readonly account: number | null;
  /** The device of that account by whose token it has; null: by none. */
  readonly device: number | null;
  /** Is it the owner of the server? No limit holds for it. */
  readonly owner: boolean;
}

/** To a command that is about the connection at which it is given. */
export const NEEDS_CONNECTION: Refusal = {
  reason: Reason.notPermitted,
  why: 'not permitted: this needs a connection on which one is logged in',
};

const TOO_MANY: Refusal = {
  reason: Reason.busy,
  why: 'server busy: too many requests of yours are under way',
};

/** One command, and its answer. */
export class Call implements Caller, Replies {
  readonly present = false;
  readonly id: number;
  readonly address: string;
  readonly addressGroup: string;
  readonly share: string | null;
  readonly confidential: boolean;
  readonly owner: boolean;
  readonly account: number | null;
  asked: Asked | null = null;
  /** It asks once. */
  readonly request = 0;
  progress: Progress = 'answered';
  gone = false;
  readonly #hub: HubCore;
  readonly #device: number | null;
  readonly #done: (answer: Answer) => void;

  constructor(hub: HubCore, asker: Asker, done: (answer: Answer) => void) {
    this.id = asker.id;
    this.address = asker.address;
    this.addressGroup = addressGroup(asker.address);
    this.share = hub.world.limits.groupOf(asker.address);
    this.confidential = asker.confidential;
    this.owner = asker.owner;
    this.account = asker.account;
    this.#hub = hub;
    this.#device = asker.device;
    this.#done = done;
  }

  get replies(): Replies {
    return this;
  }

  /** Null as soon as the account is gone. */
  get person(): Person | null {
    return this.account === null ? null : (this.#hub.accounts.get(this.account)?.person ?? null);
  }

  get device(): Device | null {
    if (this.account === null || this.#device === null) return null;
    return this.#hub.accounts.get(this.account)?.devices.get(this.#device) ?? null;
  }

  answered(_number: number, answer: Answer): void {
    this.#done(answer);
  }
}

/** Calls that are under way: each account has only so many of them, and each address. */
export class Calls {
  readonly #hub: HubCore;
  readonly #ofAccounts = new Shares();
  readonly #ofAddresses = new Shares();

  constructor(hub: HubCore) {
    this.#hub = hub;
  }

  /** How many are under way at the addresses of `share`. */
  at(share: string): number {
    return this.#ofAddresses.of(share);
  }

  /** Why `asker` may not ask now, or Reason.none. */
  refusal({ account, address, owner }: Asker): Reason | Refusal {
    if (owner) return Reason.none;
    const { world, settings } = this.#hub;
    const share = world.limits.groupOf(address);
    const { callsPerAccountMax, callsPerAddressMax } = settings;
    if (this.#ofAccounts.of(keyOf(account)) >= callsPerAccountMax) return TOO_MANY;
    if (this.#ofAddresses.of(share) >= callsPerAddressMax) return TOO_MANY;
    return pacedBy(world.calls.waitMs(account, address));
  }

  /** One begins: @returns what ends it, once or more often. */
  begin({ account, address, owner }: Asker): () => void {
    if (owner) return () => {};
    const { world } = this.#hub;
    const share = world.limits.groupOf(address);
    const key = keyOf(account);
    world.calls.began(account, address);
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

function keyOf(account: number | null): string | null {
  return account === null ? null : String(account);
}
