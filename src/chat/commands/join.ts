/** Joins a room. */
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { mayStore, personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const join: Handler<'join'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const reply = () => ({ data: hub.rooms.describe(room, person) });
    if (room.memberOf(person) !== null) return reply();
    const reason = hub.rooms.closedTo(room, actor);
    if (reason !== Reason.none) return hub.rooms.refusal(room, actor, reason);
    return answering(hub, actor, true, (answer) => {
      hub.rooms.join(room, actor, answer, reply);
    });
  },
};
