/** Gives the account, or a guest, another name. */
import { Reason } from '../../protocol/frames.ts';
import { nameMayBeRegistered } from '../../protocol/names.ts';
import { isUnused } from '../acts/account-changes.ts';
import { renameGuest } from '../acts/guest-renaming.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import { renamed } from '../changes/accounts.ts';
import { make } from '../changes/making.ts';
import { personOf } from '../conditions.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Account, Actor } from '../people/client.ts';
import { tellOne } from '../people/telling.ts';
import { tellRenamed } from '../people/telling-renamed.ts';
import type { Handler } from '../request.ts';
import { keepBansOfName } from '../rooms/inherited-holds.ts';

/** Former names that one account may hold reserved at a time. */
const RENAMES_MAX = 10;

export const rename: Handler<'rename'> = {
  run(hub, actor, { given: { name } }) {
    const person = personOf(actor);
    const { account } = person;
    if (account === null) return renameGuest(hub, actor, person, name);
    return renameAccount(hub, actor, account, name);
  },
};

function renameAccount(
  hub: Hub,
  actor: Actor,
  account: Account,
  name: string,
): Answer | typeof LATER {
  if (account.leaving) return Reason.accountNeeded;
  if (!nameMayBeRegistered(name)) return Reason.nameNotAllowed;
  const old = account.record.name;
  if (name === old) return Reason.none;
  if (account.changing) return Reason.busy;
  const now = hub.world.now();
  const lately = account.renamedAt.filter((at) => at > now - hub.settings.reservedMs);
  if (lately.length >= RENAMES_MAX) return Reason.quotaReached;
  // Another spelling of a name may be a different account: see NameIndex.
  const isOwn = hub.accounts.find(name) === account;
  if (!isOwn && isUnused(hub, actor, name) !== Reason.none) {
    return Reason.nameInUse;
  }
  const record = { ...account.record, name };
  const until = now + hub.settings.reservedMs;
  const reservation = isOwn ? null : { name: old, until };
  return answering(hub, actor, true, (answer) => {
    make(hub, renamed, { account, record, reservation }, answer, Reason.accountNeeded, () => {
      account.renamedAt = [...lately, now];
      keepBansOfName(hub, account, old);
      hub.world.observer.account(record, 'renamed');
      tellOne(account.person, new HubEvent({ event: 'renamed', name }), actor);
      tellRenamed(hub, account.person, old);
      return Reason.none;
    });
  });
}
