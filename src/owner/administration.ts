/** The owner's operations on accounts: one implementation, for a running server and for the files alone. */

import { type Answer, reasonOf } from '../chat/answer.ts';
import { OWNER } from '../chat/calls.ts';
import { commands } from '../chat/commands.ts';
import { ask } from '../chat/execution.ts';
import type { Hub } from '../chat/hub.ts';
import { accountData } from '../chat/owner-commands/owned-account.ts';
import { ownerCommands } from '../chat/owner-commands.ts';
import { type Command, requestOf } from '../chat/request.ts';
import { Reason } from '../protocol/frames.ts';
import type { OwnerCommandName } from '../protocol/owner-contracts.ts';
import type { FutureEntries } from '../store/clock/future-entries.ts';
import { StoreError } from '../store/store-error.ts';
import type { HeldBack } from '../store/writer/writer-messages.ts';
import type {
  AccountItem,
  AccountOperation,
  InvitationItem,
  Item,
  Operation,
} from './operation.ts';
import { OwnerError } from './owner-error.ts';
import { NOT_STORED, refusalWords } from './refusal-words.ts';

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
        for (const account of this.#hub.accounts) yield item(accountData(account));
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
        return;
      }
      default:
        yield await this.#change(operation);
    }
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

  /** Waits while another change of the account is under way. */
  async #change(operation: AccountOperation): Promise<AccountItem> {
    const hub = this.#hub;
    const account = hub.accountOf(operation.name);
    let asked = operation;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      const answer = await this.#asked(asked);
      if (typeof answer === 'object' && 'data' in answer) return item(answer.data);
      if (answer !== Reason.busy) throw this.#refused(operation, answer);
      await this.#store.flush();
      const name = account?.record.name ?? operation.name;
      // It may have been renamed, or removed and its name been given to somebody else.
      if (hub.accountOf(name) !== account) throw this.#refused(operation, Reason.noSuchUser);
      asked = { ...operation, name };
    }
    throw this.#refused(operation, Reason.busy);
  }

  #asked({ operation, ...given }: AccountOperation): Promise<Answer<OwnerCommandName>> {
    return new Promise((resolve) => {
      const command: Command<OwnerCommandName> = ownerCommands[operation];
      ask(this.#hub, OWNER, command, requestOf(given), resolve);
    });
  }

  /** The refusal of `operation`, with what the owner can do about it. */
  #refused({ name }: AccountOperation, answer: Answer): OwnerError {
    const { accountsMax } = this.#hub.settings;
    const why = typeof answer === 'object' && 'why' in answer ? answer.why : undefined;
    return new OwnerError(why ?? refusalWords(reasonOf(answer), name, accountsMax));
  }
}

function item(account: Omit<AccountItem, 'kind'>): AccountItem {
  return { kind: 'account', ...account };
}

/** The answer of storage; a fault becomes an OwnerError with its reason. */
async function stored<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof StoreError ? new OwnerError(`${NOT_DONE}: ${error.message}`) : error;
  }
}
