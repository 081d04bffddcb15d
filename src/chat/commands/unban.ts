/** Lifts a ban. */
import { Reason } from '../../protocol/frames.ts';
import { nameKey } from '../../protocol/names.ts';
import { scene } from '../acts/scene.ts';
import { answering } from '../answering.ts';
import { unbanned } from '../changes/bans.ts';
import { make } from '../changes/making.ts';
import type { Handler } from '../request.ts';

export const unban: Handler<'unban'> = {
  run(hub, actor, request) {
    const where = scene(hub, actor, request, 'ban');
    if (typeof where === 'number') return where;
    const { room, by } = where;
    const key = nameKey(request.given.name);
    const known = room.bans.get(key);
    if (known === undefined) return Reason.notFound;
    const audit = hub.rooms.auditOf(room, by, 'unban', known.name, null);
    return answering(hub, actor, true, (answer) => {
      make(hub, unbanned, { room, name: known.name, audit }, answer, Reason.none, () => {
        if (!room.leaving) hub.rooms.tellAct(room, 'unbanned', by, actor, { name: known.name });
        return Reason.none;
      });
    });
  },
};
