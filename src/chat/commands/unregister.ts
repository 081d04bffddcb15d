/** Removes the account, with every text that it wrote. */
import { mayGuess, removeAccount } from '../acts/account-changes.ts';
import { verified } from '../acts/logging-in.ts';
import { accountOf, confidential } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const unregister: Handler<'unregister'> = {
  preconditions: [confidential, mayGuess],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    return verified(hub, actor, account, given.password, (answer) => {
      removeAccount(hub, account, actor, answer);
    });
  },
};
