/** Removes a room with all its messages. */
import { Reason } from '../../protocol/frames.ts';
import { scene } from '../acts/scene.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { roomEnded } from '../changes/rooms.ts';
import { roomEvent } from '../delivery/event.ts';
import type { Handler } from '../request.ts';

export const removeRoom: Handler<'remove-room'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'remove');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    if (room.changing) return Reason.busy;
    const audit = hub.rooms.auditOf(room, by, 'remove-room', null, null);
    return answering(hub, actor, true, (answer) => {
      make(hub, roomEnded, { room, audit }, answer, Reason.none, (members) => {
        const deed = { by, actor, what: 'removed', room: room.name, whom: null, role: null };
        hub.world.observer.acted(deed);
        hub.rooms.tell(room, roomEvent(room, 'removed', by), by, actor, members);
        return Reason.none;
      });
    });
  },
};
