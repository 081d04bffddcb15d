/** Sets the flags of a room. */
import { Reason } from '../../protocol/frames.ts';
import { changedFlags, roomFlagWords, withFlags } from '../../protocol/room-flags.ts';
import { changeRoom } from '../acts/room-acts.ts';
import { scene } from '../acts/scene.ts';
import type { Handler } from '../request.ts';
import { recordOf } from '../rooms/room-record.ts';

export const setRoom: Handler<'set-room'> = {
  run(hub, actor, request) {
    const { listed, byInvitation, topicLocked, room: name } = request.given;
    const isAccess = listed !== undefined || byInvitation !== undefined;
    const right = isAccess ? 'access' : 'rules';
    const where = scene(hub, actor, request, right);
    if (typeof where === 'number') return where;
    const { room } = where;
    // A group is always private, and its topic everybody's.
    if (room.isGroup && (isAccess || topicLocked !== undefined)) return Reason.notPermitted;
    const { flags } = room;
    const changed = changedFlags(flags, request.given);
    if (Object.keys(changed).length === 0) return Reason.none;
    const { topicLocked: isLocked, ...record } = recordOf(withFlags(flags, changed));
    const change = room.isGroup ? record : { ...record, topicLocked: isLocked };
    const detail = roomFlagWords(changed).join(', ');
    const audit = { what: 'set-room', detail } as const;
    return changeRoom(hub, actor, name, right, change, audit, (_room, by) => {
      hub.rooms.tellAct(room, 'flags', by, actor, { flags: changed });
      // Nobody may be able to come in any more.
      hub.rooms.succession.decide(room);
    });
  },
};
