/** Deletes one's own message, or as a moderator someone else's in a room. */
import { Reason } from '../../protocol/frames.ts';
import { tellAll, withMessage } from '../acts/message-acts.ts';
import { make } from '../changes/making.ts';
import { deleted } from '../changes/messages.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Handler } from '../request.ts';

export const remove: Handler<'delete'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      const { room, author, id } = found;
      const own = author === person;
      if (!own) {
        if (room === null) return answer(Reason.notPermitted);
        const reason = hub.rooms.denies(room, person, 'delete');
        if (reason !== Reason.none) return answer(reason);
        const rank = author === null ? null : (room.members.get(author)?.role ?? null);
        if (!hub.rooms.isAbove(room, person, rank)) return answer(Reason.notPermitted);
      }
      const { authorName, toName } = found;
      const audit =
        own || room === null
          ? null
          : hub.rooms.auditOf(room, person, 'delete', authorName, `${id}`);
      const deletion = { message: id, kept: found.kept, by: person, audit, changing };
      make(hub, deleted, deletion, answer, Reason.notFound, () => {
        if (!own && room !== null) {
          const what = 'deleted a message';
          const deed = { by: person, actor, what, room: room.name, whom: authorName, role: null };
          hub.world.observer.acted(deed);
        }
        const ofIt = { message: id, from: authorName, to: toName, by: person.name };
        tellAll(hub, found, new HubEvent({ event: 'deleted', ...ofIt }), person, actor);
        return Reason.none;
      });
    });
  },
};
