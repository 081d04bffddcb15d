/** Removes an account, with every text that it wrote. */
import { removeAccount } from '../acts/account-changes.ts';
import { answering } from '../answering.ts';
import type { Handler } from '../request.ts';
import { accountData, isAccount, ownedAccount, replying } from './owned-account.ts';

export const accountRemove: Handler<'account-remove'> = {
  run(hub, actor, { given: { name } }) {
    const account = ownedAccount(hub, name);
    if (!isAccount(account)) return account;
    const removed = accountData(account);
    return answering(hub, actor, true, (answer) => {
      removeAccount(
        hub,
        account,
        null,
        replying(answer, () => removed),
      );
    });
  },
};
