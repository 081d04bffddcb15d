/** Pins or unpins a message in a room. */
import { Reason } from '../../protocol/frames.ts';
import { withMessage } from '../acts/message-acts.ts';
import { make } from '../changes/making.ts';
import { recorded } from '../changes/recorded.ts';
import { mayStore } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const pin: Handler<'pin'> = {
  preconditions: [mayStore],
  run(hub, actor, request) {
    const on = request.given.off !== true;
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      const { room, id } = found;
      if (room === null) return answer(Reason.notPermitted);
      const reason = hub.rooms.denies(room, person, 'pin');
      if (reason !== Reason.none) return answer(reason);
      // A message that is not stored could not be found later.
      if (!found.kept) return answer(Reason.notFound);
      const what = on ? 'pin' : 'unpin';
      const audit = hub.rooms.auditOf(room, person, what, null, `${id}`);
      const change = { kind: 'pin', room: room.record.id, message: id, on, audit } as const;
      make(hub, recorded, { change, changing }, answer, Reason.notFound, () => {
        hub.rooms.tellAct(room, on ? 'pinned' : 'unpinned', person, actor, { message: id });
        return Reason.none;
      });
    });
  },
};
