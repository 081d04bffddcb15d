/** Sets the topic of a room. */
import { changeRoom } from '../acts/room-acts.ts';
import { mayStore } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const topic: Handler<'topic'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { room: name, topic: text } = given;
    return changeRoom(hub, actor, name, 'topic', { topic: text }, null, (room, by) => {
      hub.rooms.tellAct(room, 'topic', by, actor, { topic: text });
    });
  },
};
