/** Leaves a room. */

import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const leave: Handler<'leave'> = {
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const member = room.memberOf(person);
    if (member === null) return Reason.notMember;
    if (member.changing) return Reason.busy;
    const parting = { gone: false, why: given.why ?? null };
    return answering(hub, actor, true, (answer) =>
      hub.rooms.leave(room, member, actor, parting, answer),
    );
  },
};
