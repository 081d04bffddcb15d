/** Blocks a person. */
import { Reason } from '../../protocol/frames.ts';
import { BLOCKS_MAX, setBlock } from '../acts/blocking.ts';
import { mayStore, personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

/** Per guest. */
const GUEST_BLOCKS_MAX = 100;

export const block: Handler<'block'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { name } = given;
    const person = personOf(actor);
    const other = hub.find(name);
    if (other === undefined) return Reason.noSuchUser;
    if (other === person) return Reason.notPermitted;
    const most = person.account === null ? GUEST_BLOCKS_MAX : BLOCKS_MAX;
    if ((person.blocks?.size ?? 0) >= most) return Reason.quotaReached;
    return setBlock(hub, actor, person, other.account === null ? other.name : other, true);
  },
};
