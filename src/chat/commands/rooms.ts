/** Lists rooms. */

import { PAGE_ROOMS_MAX } from '../../protocol/limits.ts';
import { nameKey } from '../../protocol/names.ts';
import { personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';
import type { Room } from '../rooms/room.ts';
import { roomsShown } from '../rooms/room-list.ts';

export const rooms: Handler<'rooms'> = {
  run(hub, actor, { given }) {
    const { after: afterName = '', find = '', mine = false, limit = PAGE_ROOMS_MAX } = given;
    const after = hub.rooms.book.keyOf(afterName);
    const part = nameKey(find);
    const found: Room[] = [];
    for (const room of roomsShown(hub, actor, personOf(actor), after, part, mine)) {
      if (room.leaving) continue;
      found.push(room);
      if (found.length > limit) break;
    }
    const page = found.slice(0, limit).map((room) => hub.rooms.describe(room, actor.person));
    return { data: { rooms: page, more: found.length > limit } };
  },
};
