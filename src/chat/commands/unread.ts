/** Lists conversations with unread messages. */
import type { Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';
import { unreadBy } from '../stored/unread.ts';

export const unread: Handler<'unread'> = {
  run(hub, actor) {
    return answering(hub, actor, true, (answer) => {
      hub.world.archive.ask(unreadBy, { account: accountOf(actor).id }, (counts) => {
        if (counts === null) return answer(hub.unread);
        const reply: Reply<'unread'> = { data: { conversations: hub.delivery.named(counts) } };
        answer(reply);
      });
    });
  },
};
