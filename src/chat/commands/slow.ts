/** Sets slow mode: the least time between two messages of one member. */
import { changeRoom } from '../acts/room-acts.ts';
import type { Handler } from '../request.ts';

export const slow: Handler<'slow'> = {
  run(hub, actor, { given }) {
    const { room, seconds } = given;
    const audit = { what: 'slow', detail: `${seconds} s` } as const;
    return changeRoom(hub, actor, room, 'slow', { slow: seconds }, audit, (changed, by) => {
      hub.rooms.tellAct(changed, 'slow', by, actor, { seconds });
    });
  },
};
