/** Says how far one has read a conversation. */
import { Reason } from '../../protocol/frames.ts';
import { peerOf } from '../acts/conversation-pages.ts';
import { answering } from '../answering.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';
import { markerOf } from '../stored/read.ts';

export const marker: Handler<'marker'> = {
  run(hub, actor, { given }) {
    const { reason, id: peer } = peerOf(hub, actor, given.with);
    if (reason !== Reason.none) return reason;
    const account = accountOf(actor).id;
    // Of a guest's room nothing is stored.
    if (peer === 0) return { data: {} };
    return answering(hub, actor, true, (answer) => {
      hub.world.archive.ask(markerOf, { account, peer }, (found) => {
        if (found === null) return answer(hub.unread);
        const { upTo, at } = found;
        answer({ data: { ...(upTo > 0 && { upTo }), ...(at !== null && { at }) } });
      });
    });
  },
};
