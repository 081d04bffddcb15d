/** The owner's operations on accounts: one implementation, for a running server and for the files alone. */

import {
  addAccount,
  passwordAllowed,
  removeAccount,
  setOperator,
  setPassword,
} from '../chat/acts/account-changes.ts';
import { type Asker, EVERY_SCOPE } from '../chat/calls.ts';
import { commands } from '../chat/commands.ts';
import { ask } from '../chat/execution.ts';
import type { Hub } from '../chat/hub.ts';
import { NO_BLOCKS } from '../chat/people/registered-guest.ts';
import type { Account } from '../chat/people/session.ts';
import { requestOf } from '../chat/request.ts';
import { Reason } from '../protocol/frames.ts';
import {
  NAME_CODE_POINTS_MAX,
  PASSWORD_BYTES_MAX,
  PASSWORD_BYTES_MIN,
  TOKEN_PREFIX,
} from '../protocol/limits.ts';
import { nameFits, nameMayBeRegistered } from '../protocol/names.ts';
import { oneLine } from '../protocol/visible.ts';
import type { FutureEntries } from '../store/clock/future-entries.ts';
import { StoreError } from '../store/store-error.ts';
import type { HeldBack } from '../store/writer/writer-messages.ts';
import type { AccountItem, InvitationItem, Item, Operation } from './operation.ts';
import { OwnerError } from './owner-error.ts';

/** The owner, as a caller of the hub. */
const OWNER: Asker = {
  id: 0,
  address: 'owner',
  confidential: true,
  account: null,
  device: null,
  owner: true,
  scopes: EVERY_SCOPE,
};

/** The owner's password work has a place of its own in the queue. */
const REQUESTER = { addressGroup: OWNER.address, gone: false } as const;

const NOT_STORED = 'it could not be stored: see whether the disk is full or fails, and try again';

const NOT_DONE = 'the data cannot be read or written, and nothing has changed';

/** While a user changes an account, the owner's change waits; but not for ever. */
const ATTEMPTS_MAX = 100;

/** Operations of storage that the hub does not need. */
export interface OwnedStore {
  /** Resolves when everything appended is durable or has failed. */
  flush(): Promise<void>;
  /** See Store. */
  retention(erase: boolean): Promise<HeldBack | null>;
  future(mend: boolean): Promise<FutureEntries | null>;
}

export class Administration {
  readonly #hub: Hub;
  readonly #store: OwnedStore;

  constructor(hub: Hub, store: OwnedStore) {
    this.#hub = hub;
    this.#store = store;
  }

  /** Performs `operation` while its items are read; they end when it is done. Throws OwnerError when it fails. */
  async *perform(operation: Operation): AsyncGenerator<Item, void> {
    switch (operation.operation) {
      case 'account-list':
        for (const account of this.#hub.accounts) yield item(account);
        return;
      case 'account-add':
        yield await this.#add(operation.name, operation.password);
        return;
      case 'account-reset-password':
        yield await this.#resetPassword(operation.name, operation.password);
        return;
      case 'account-remove':
        yield await this.#remove(operation.name);
        return;
      case 'account-operator':
        yield await this.#makeOperator(operation.name, operation.operator);
        return;
      case 'account-invite':
        yield await this.#invite();
        return;
      case 'retention': {
        const held = await stored(this.#store.retention(operation.erase));
        const none = { messages: 0, of: 0, audits: 0, ofAudits: 0, now: 0 };
        yield { kind: 'retention', ...none, ...held };
        return;
      }
      case 'mend-times': {
        const found = await stored(this.#store.future(operation.mend));
        const none = { entries: 0, of: 0, first: 0, newest: 0 };
        yield { kind: 'future', ...none, ...found, now: this.#hub.world.date() };
      }
    }
  }

  async #add(name: string, password: string): Promise<AccountItem> {
    const hub = this.#hub;
    this.#checkNewName(name);
    checkPassword(password);
    if (hub.accounts.count >= hub.settings.accountsMax) {
      const { accountsMax } = hub.settings;
      throw new OwnerError(`there are ${accountsMax} accounts already; --max-accounts allows more`);
    }
    hub.accounts.claim(name);
    const record = await this.#hash(password).catch((error) => {
      hub.accounts.unclaim(name);
      throw error;
    });
    const account = await new Promise<Account | null>((resolve) =>
      addAccount(hub, name, record, null, NO_BLOCKS, resolve),
    );
    if (account === null) throw new OwnerError(NOT_STORED);
    return item(account);
  }

  #checkNewName(name: string): void {
    const hub = this.#hub;
    const shown = oneLine(name);
    if (!nameFits(name) || !nameMayBeRegistered(name)) {
      throw new OwnerError(
        `"${shown}" cannot be a registered name: that has 1 to ${NAME_CODE_POINTS_MAX} characters, letters of one ` +
          'alphabet, no # at its start, and nowhere a space or one of , : ! @ * ? & $ % ~ +',
      );
    }
    const other = hub.accountOf(name)?.record.name;
    if (other === name) throw new OwnerError(`${shown} is registered already; choose another name`);
    if (other !== undefined) {
      throw new OwnerError(`${shown} is too much like ${oneLine(other)}; choose another name`);
    }
    if (hub.accounts.reserves(name, hub.world.now())) {
      throw new OwnerError(`${shown} is reserved for whoever gave it up; choose another name`);
    }
    if (hub.guestHas(name, null)) {
      throw new OwnerError(
        `${shown} is in use by a guest; choose another name, or try again later`,
      );
    }
  }

  async #resetPassword(name: string, password: string): Promise<AccountItem> {
    const found = this.#account(name);
    checkPassword(password);
    const record = await this.#hash(password);
    await this.#change(found, (done) => setPassword(this.#hub, found, record, done, null));
    return item(found);
  }

  async #remove(name: string): Promise<AccountItem> {
    const account = this.#account(name);
    const removed = item(account);
    await this.#change(account, (done) => removeAccount(this.#hub, account, null, done));
    return removed;
  }

  async #makeOperator(name: string, operator: boolean): Promise<AccountItem> {
    const account = this.#account(name);
    await this.#change(account, (done) => setOperator(this.#hub, account, operator, done));
    this.#hub.world.observer.account(
      account.record,
      operator ? 'is an operator' : 'is no operator any more',
    );
    return item(account);
  }

  #invite(): Promise<InvitationItem> {
    const { registration } = this.#hub.settings;
    return new Promise((resolve, reject) => {
      ask(this.#hub, OWNER, commands['invite-code'], requestOf({}), (answer) => {
        if (typeof answer === 'number' || !('data' in answer)) {
          return reject(new OwnerError(NOT_STORED));
        }
        const { code, expires } = answer.data;
        resolve({ kind: 'invitation', code, expiresAt: expires, registration });
      });
    });
  }

  /** The account with exactly this `name`; where it is given, only `expected`. */
  #account(name: string, expected?: Account): Account {
    const account = this.#hub.accountOf(name);
    const shown = oneLine(name);
    if (account === undefined || (expected !== undefined && account !== expected)) {
      throw new OwnerError(
        `nobody is registered as ${shown}; chinwag account list shows who there is`,
      );
    }
    const { name: exact } = account.record;
    if (exact !== name) {
      throw new OwnerError(`nobody is registered as ${shown}; did you mean ${oneLine(exact)}?`);
    }
    return account;
  }

  #hash(password: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#hub.world.secrets.hash(password, REQUESTER, (record) => {
        if (record !== null) resolve(record);
        else reject(new OwnerError('the server is busy with other passwords; try again'));
      });
    });
  }

  /** Calls `begin` until it succeeds, and waits while another change of `account` is under way. */
  async #change(account: Account, begin: (done: (answer: unknown) => void) => void): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      // It may have been removed meanwhile.
      this.#account(account.record.name, account);
      const answer = await new Promise<unknown>((resolve) => begin(resolve));
      if (answer === Reason.none) return;
      if (answer !== Reason.busy) throw new OwnerError(NOT_STORED);
      await this.#store.flush();
    }
    throw new OwnerError('the account is being changed by others just now; try again');
  }
}

function item({ record, devices, storedBytes }: Account): AccountItem {
  const { id, name, createdAt, operator } = record;
  return { kind: 'account', id, name, createdAt, devices: devices.size, storedBytes, operator };
}

function checkPassword(password: string): void {
  if (passwordAllowed(password)) return;
  throw new OwnerError(
    `a password has ${PASSWORD_BYTES_MIN} to ${PASSWORD_BYTES_MAX} bytes and does not begin with ${TOKEN_PREFIX}; nothing was changed`,
  );
}

/** The answer of storage; a fault becomes an OwnerError with its reason. */
async function stored<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof StoreError ? new OwnerError(`${NOT_DONE}: ${error.message}`) : error;
  }
}
