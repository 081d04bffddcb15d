/** Makes an account a server operator, or takes that away. */
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { recordChanged } from '../changes/accounts.ts';
import { make } from '../changes/making.ts';
import type { Handler } from '../request.ts';
import { accountReply, isAccount, ownedAccount } from './owned-account.ts';

export const accountOperator: Handler<'account-operator'> = {
  run(hub, actor, { given: { name, operator } }) {
    const account = ownedAccount(hub, name);
    if (!isAccount(account)) return account;
    if (account.changing || account.leaving) return Reason.busy;
    const record = { ...account.record, operator };
    return answering(hub, actor, true, (answer) => {
      make(hub, recordChanged, { account, record }, answer, Reason.noSuchUser, () => {
        const what = operator ? 'is an operator' : 'is no operator any more';
        hub.world.observer.account(record, what);
        return accountReply(account);
      });
    });
  },
};
