/** Changes the account's password. */
import { Reason } from '../../protocol/frames.ts';
import { mayGuess, passwordAllowed, setPassword } from '../acts/account-changes.ts';
import { verified } from '../acts/logging-in.ts';
import type { Answer } from '../answer.ts';
import { accountOf, confidential } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const changePassword: Handler<'change-password'> = {
  preconditions: [confidential, mayGuess],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { old, new: chosen } = given;
    if (!passwordAllowed(chosen)) return Reason.passwordNotAllowed;
    return verified(hub, actor, account, old, (ticket) => {
      const known = account.record.password;
      const done = (answer: Answer) => hub.answer(actor, ticket, answer);
      hub.world.secrets.hash(chosen, actor, (password) => {
        if (password === null) return done(Reason.busy);
        if (account.record.password !== known) return done(Reason.wrongPassword);
        setPassword(hub, account, password, done, actor);
      });
    });
  },
};
