/** Unblocks a person. */

import { Reason } from '../../protocol/frames.ts';
import { setBlock } from '../acts/blocking.ts';
import { personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const unblock: Handler<'unblock'> = {
  run(hub, actor, { given }) {
    const { name } = given;
    const person = personOf(actor);
    const other = hub.find(name);
    const blocked = other === undefined || other.account === null ? name : other;
    if (person.blocks?.has(blocked) !== true) return Reason.notFound;
    return setBlock(hub, actor, person, blocked, false);
  },
};
