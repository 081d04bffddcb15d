/** Gives an account a new password; every device must log in again. */
import { Reason } from '../../protocol/frames.ts';
import { passwordRefused, setPassword } from '../acts/account-changes.ts';
import { answering } from '../answering.ts';
import type { Handler } from '../request.ts';
import { accountData, isAccount, ownedAccount, PASSWORDS_BUSY, replying } from './owned-account.ts';

export const accountResetPassword: Handler<'account-reset-password'> = {
  run(hub, actor, { given: { name, password } }) {
    const account = ownedAccount(hub, name);
    if (!isAccount(account)) return account;
    const refused = passwordRefused(hub, password);
    if (refused !== Reason.none) return refused;
    // Before the password is hashed, which takes a while: whoever asks again would have it hashed each time.
    if (account.changing || account.devicesComing > 0) return Reason.busy;
    return answering(hub, actor, true, (answer) => {
      hub.world.secrets.hash(password, actor, (record) => {
        if (record === null) return answer(PASSWORDS_BUSY);
        const told = replying(answer, () => accountData(account));
        setPassword(hub, account, record, told, null);
      });
    });
  },
};
