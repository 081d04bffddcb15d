/** Lists the messages pinned in a room. */
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import type { MessagePage } from '../archive.ts';
import { accountOf } from '../conditions.ts';
import { readPage } from '../delivery/read-page.ts';
import type { Handler } from '../request.ts';

export const pins: Handler<'pins'> = {
  run(hub, actor, { given }) {
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    if (room.memberOf(actor.person) === null) return Reason.notMember;
    const account = accountOf(actor);
    return answering(hub, actor, true, (answer) => {
      const done = (page: MessagePage | null) =>
        answer(page === null ? hub.unread : readPage(hub, page));
      hub.world.archive.pins(account.id, room.record.id, done);
    });
  },
};
