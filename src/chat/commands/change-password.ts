/** Changes the account's password. */
import { Reason } from '../../protocol/frames.ts';
import { mayGuess, passwordRefused, setPassword } from '../acts/account-changes.ts';
import { verified } from '../acts/logging-in.ts';
import { accountOf, confidential } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const changePassword: Handler<'change-password'> = {
  preconditions: [confidential, mayGuess],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { old, new: chosen } = given;
    const refused = passwordRefused(hub, chosen);
    if (refused !== Reason.none) return refused;
    return verified(hub, actor, account, old, (answer) => {
      const known = account.record.password;
      hub.world.secrets.hash(chosen, actor, (password) => {
        if (password === null) return answer(Reason.busy);
        if (account.record.password !== known) return answer(Reason.wrongPassword);
        setPassword(hub, account, password, answer, actor);
      });
    });
  },
};
