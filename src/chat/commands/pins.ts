/** Lists the messages pinned in a room. */
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { asked } from '../acts/conversation-pages.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';
import { pinnedIn } from '../stored/pin.ts';

export const pins: Handler<'pins'> = {
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    if (room.memberOf(actor.person) === null) return Reason.notMember;
    const account = accountOf(actor);
    const which = { account: account.id, room: room.record.id, limit: PAGE_MESSAGES_MAX };
    return asked(hub, actor, pinnedIn, which);
  },
};
