/** Messages that arrived while a device was away. */
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { answering } from '../answering.ts';
import { accountOf } from '../conditions.ts';
import { readPage } from '../delivery/read-page.ts';
import type { Handler } from '../request.ts';
import { missedBy } from '../stored/unread.ts';

export const missed: Handler<'missed'> = {
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { after, limit = PAGE_MESSAGES_MAX } = given;
    return answering(hub, actor, true, (answer) => {
      hub.world.archive.ask(missedBy, { account: account.id, after, limit }, (page) => {
        if (page === null) return answer(hub.unread);
        // The archive may return a message before the hub hears that it is stored.
        hub.delivery.told(page.messages.at(-1)?.id ?? 0);
        answer(readPage(hub, page));
      });
    });
  },
};
