/** Shared by the owner's commands: the account that one is about, and what is said of it. */

import { Reason } from '../../protocol/frames.ts';
import type { OwnerReplyData } from '../../protocol/owner-contracts.ts';
import { oneLine } from '../../protocol/visible.ts';
import { type Answer, type Refusal, reasonOf } from '../answer.ts';
import type { Answering } from '../changes/making.ts';
import type { Hub } from '../hub.ts';
import { Account } from '../people/client.ts';

export type AccountData = OwnerReplyData<'account-add'>;

/** Too many passwords wait already. */
export const PASSWORDS_BUSY: Refusal = {
  reason: Reason.busy,
  why: 'the server is busy with other passwords; try again',
};

/** The account of exactly `name`; or why there is none. */
export function ownedAccount(hub: Hub, name: string): Account | Reason | Refusal {
  const account = hub.accountOf(name);
  if (account === undefined) return Reason.noSuchUser;
  const { name: exact } = account.record;
  if (exact === name) return account;
  const why = `nobody is registered as ${oneLine(name)}; did you mean ${oneLine(exact)}?`;
  return { reason: Reason.noSuchUser, why };
}

export function isAccount(found: Account | Reason | Refusal): found is Account {
  return found instanceof Account;
}

export function accountData({ record, devices, storedBytes }: Account): AccountData {
  const { id, name, createdAt, operator } = record;
  return { id, name, createdAt, devices: devices.size, storedBytes, operator };
}

export function accountReply(account: Account): { readonly data: AccountData } {
  return { data: accountData(account) };
}

/** Passes refusals on to `answer`; success becomes the reply that `told` gives. */
export function replying(answer: Answering, told: () => AccountData): Answering {
  return (changed: Answer) => {
    answer(reasonOf(changed) === Reason.none ? { data: told() } : changed);
  };
}
