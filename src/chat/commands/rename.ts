/** Renames the account. */
import { Reason } from '../../protocol/frames.ts';
import { isUnused } from '../acts/account-changes.ts';
import { answering } from '../answering.ts';
import { renamed } from '../changes/accounts.ts';
import { make } from '../changes/making.ts';
import { accountOf, registrableName } from '../conditions.ts';
import { HubEvent } from '../delivery/event.ts';
import { tellOne } from '../people/telling.ts';
import type { Handler } from '../request.ts';
import { keepBansOfName } from '../rooms/inherited-holds.ts';

/** Former names that one account may hold reserved at a time. */
const RENAMES_MAX = 10;

export const rename: Handler<'rename'> = {
  preconditions: [registrableName],
  run(hub, actor, { given }) {
    const { name } = given;
    const account = accountOf(actor);
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
        return Reason.none;
      });
    });
  },
};
