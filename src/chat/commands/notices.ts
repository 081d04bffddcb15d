/** Turns notices on or off: lines that tell plain clients of what they cannot show. */
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { recordChanged } from '../changes/accounts.ts';
import { make } from '../changes/making.ts';
import { mayStore, personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const notices: Handler<'notices'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { on } = given;
    const person = personOf(actor);
    const { account } = person;
    if (account === null) {
      person.guestNotices = on;
      return Reason.none;
    }
    if (account.record.notices === on) return Reason.none;
    if (account.changing || account.leaving) return Reason.busy;
    const record = { ...account.record, notices: on };
    return answering(hub, actor, true, (answer) => {
      make(hub, recordChanged, { account, record }, answer, Reason.none, () => Reason.none);
    });
  },
};
