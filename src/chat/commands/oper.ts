/** Makes one an operator of the server until the logout, with the password of an operator's account. */
import { Reason } from '../../protocol/frames.ts';
import { verified } from '../acts/logging-in.ts';
import { serverAct } from '../acts/server-acts.ts';
import { pacedBy } from '../answer.ts';
import { confidential, personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const oper: Handler<'oper'> = {
  preconditions: [confidential],
  run(hub, client, { given }) {
    const person = personOf(client);
    const account = hub.accountOf(given.name);
    if (account === undefined) return Reason.noSuchUser;
    const pace = pacedBy(hub.world.guesses.waitMs(account.id, client.address));
    if (pace !== Reason.none) return pace;
    return verified(hub, client, account, given.password, (answer) => {
      if (client.person !== person) return answer(Reason.notLoggedIn);
      if (!account.record.operator) return answer(Reason.notPermitted);
      const act = { by: account.id, byName: person.name, what: 'oper', whom: account.record.name };
      serverAct(hub, act, answer, () => {
        if (client.person !== person || account.leaving) return Reason.notLoggedIn;
        client.operatorAs = account;
        hub.world.observer.account(account.record, `lets ${person.name} be an operator`, client);
        return Reason.none;
      });
    });
  },
};
