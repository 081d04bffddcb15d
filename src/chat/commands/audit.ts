/** The audit log: what moderators and operators did. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import type { Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import type { StoredAct } from '../records.ts';
import type { Handler } from '../request.ts';
import { auditLog } from '../stored/audit.ts';

export const audit: Handler<'audit'> = {
  run(hub, actor, { given }) {
    const { before = null, room: name, limit = PAGE_MESSAGES_MAX } = given;
    const room = name === undefined ? undefined : hub.rooms.book.find(name);
    if (name !== undefined && room === undefined) return Reason.noSuchRoom;
    return answering(hub, actor, true, (answer) => {
      const asked = { before, room: room?.record.id ?? null, limit };
      hub.world.archive.ask(auditLog, asked, (entries) => {
        if (entries === null) return answer(hub.unread);
        const reply: Reply<'audit'> = { data: { entries: entries.map(told) } };
        answer(reply);
      });
    });
  },
};

function told(entry: StoredAct): ReplyData<'audit'>['entries'][number] {
  const { id, at, by, byName, roomName, what, whom, whomId, detail } = entry;
  return {
    id,
    at,
    by: byName,
    ...(by === 0 ? {} : { byAccount: by }),
    what,
    ...(roomName === '' ? {} : { room: roomName }),
    ...(whom === null ? {} : { whom }),
    ...(whomId === null ? {} : { whomAccount: whomId }),
    ...(detail === null ? {} : { detail }),
  };
}
