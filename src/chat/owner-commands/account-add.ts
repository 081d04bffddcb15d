/** Registers a name for whoever the owner gives the password to. */
import { Reason } from '../../protocol/frames.ts';
import { nameMayBeRegistered, personNameFits } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';
import { addAccount, passwordRefused } from '../acts/account-changes.ts';
import type { Refusal } from '../answer.ts';
import { answering } from '../answering.ts';
import type { Hub } from '../hub.ts';
import { NO_BLOCKS } from '../people/registered-guest.ts';
import type { Handler, Precondition } from '../request.ts';
import { accountReply, PASSWORDS_BUSY } from './owned-account.ts';

const newName: Precondition<'account-add'> = (_hub, _actor, { given: { name } }) =>
  personNameFits(name) && nameMayBeRegistered(name) ? Reason.none : Reason.nameNotAllowed;

const unusedName: Precondition<'account-add'> = (hub, _actor, { given: { name } }) => {
  const why = whoHas(hub, name);
  return why === null ? Reason.none : inUse(`${oneLine(name)} is ${why}`);
};

/** Who keeps `name` from being registered, as the end of a sentence; null: nobody. */
function whoHas(hub: Hub, name: string): string | null {
  const other = hub.accountOf(name)?.record.name;
  const choose = 'choose another name';
  if (other === name) return `registered already; ${choose}`;
  if (other !== undefined) return `too much like ${oneLine(other)}; ${choose}`;
  if (hub.accounts.reserves(name, hub.world.now())) {
    return `reserved for whoever gave it up; ${choose}`;
  }
  return hub.guestHas(name, null) ? `in use by a guest; ${choose}, or try again later` : null;
}

function inUse(why: string): Refusal {
  return { reason: Reason.nameInUse, why };
}

export const accountAdd: Handler<'account-add'> = {
  preconditions: [newName, unusedName],
  run(hub, actor, { given: { name, password } }) {
    const refused = passwordRefused(hub, password);
    if (refused !== Reason.none) return refused;
    if (hub.accounts.count >= hub.settings.accountsMax) return Reason.serverFull;
    hub.accounts.claim(name);
    return answering(hub, actor, true, (answer) => {
      hub.world.secrets.hash(password, actor, (record) => {
        if (record === null) {
          hub.accounts.unclaim(name);
          return answer(PASSWORDS_BUSY);
        }
        addAccount(hub, name, record, null, NO_BLOCKS, (account) => {
          answer(account === null ? Reason.notStored : accountReply(account));
        });
      });
    });
  },
};
