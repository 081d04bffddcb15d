/** Creates a private room without a name of its own. */
import { Reason } from '../../protocol/frames.ts';
import { found } from '../acts/founding.ts';
import { answering } from '../answering.ts';
import { accountOf, mayStore } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import { allHaveWritten } from '../people/acquaintance.ts';
import type { Account, Actor } from '../people/client.ts';
import type { RoomRecord } from '../records.ts';
import type { Handler } from '../request.ts';
import { USUAL } from '../rooms/room-record.ts';

export const group: Handler<'group'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { person } = account;
    const others = new Set<Account>();
    for (const name of given.names) {
      const other = hub.accountOf(name);
      if (other === undefined) return Reason.noSuchUser;
      if (other !== account) others.add(other);
    }
    const full = noRoomFor(hub, actor, account, others);
    if (full !== Reason.none) return full;
    const { quotas } = hub.rooms;
    const wary = [...others].filter((one) => quotas.asksForAcquaintance(one.person, person));
    return answering(hub, actor, true, (answer) => {
      allHaveWritten(hub, wary, account, (all) => {
        if (all !== true) return answer(all === null ? hub.unread : Reason.quotaReached);
        // Checked again: the archive read took time.
        const reason = noRoomFor(hub, actor, account, others);
        if (reason !== Reason.none) return answer(reason);
        const people = [person, ...Array.from(others, (one) => one.person)];
        found(hub, actor, groupRecord(hub), people, false, answer);
      });
    });
  },
};

/** Why `account`, through `actor`, may not make a group with `others` now, or Reason.none. */
function noRoomFor(hub: Hub, actor: Actor, account: Account, others: ReadonlySet<Account>): Reason {
  if (actor.person !== account.person || account.leaving) return Reason.accountNeeded;
  const { quotas } = hub.rooms;
  const full = quotas.toMake(actor, account.person, true);
  if (full !== Reason.none) return full;
  for (const one of others) {
    if (hub.accounts.get(one.id) !== one || one.leaving) return Reason.noSuchUser;
    const many = quotas.toBePutIn(one.person, account.person);
    if (many !== Reason.none) return many;
  }
  return Reason.none;
}

function groupRecord(hub: Hub): RoomRecord {
  const id = hub.rooms.book.nextId();
  const name = hub.rooms.book.nameOfGroup(id);
  const shape = { topic: '', access: 'private', guests: false, kept: true, slow: 0 } as const;
  return { id, name, ...shape, ...USUAL, createdAt: hub.world.now() };
}
