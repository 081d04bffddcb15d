/** The audit log: what moderators and operators did. */
import { Reason } from '../../protocol/frames.ts';
import { told } from '../acts/muting.ts';
import type { Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import type { Handler } from '../request.ts';

export const audit: Handler<'audit'> = {
  run(hub, actor, { given }) {
    const { before = null, room: name, limit = 50 } = given;
    const room = name === undefined ? undefined : hub.rooms.book.find(name);
    if (name !== undefined && room === undefined) return Reason.noSuchRoom;
    return answering(hub, actor, true, (answer) => {
      hub.world.archive.audit(before, room?.record.id ?? null, limit, (entries) => {
        if (entries === null) return answer(hub.unread);
        const reply: Reply<'audit'> = { data: { entries: entries.map(told) } };
        answer(reply);
      });
    });
  },
};
