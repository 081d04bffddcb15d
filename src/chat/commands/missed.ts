/** Messages that arrived while a device was away. */
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { asked } from '../acts/conversation-pages.ts';
import type { MessagePage } from '../archive.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const missed: Handler<'missed'> = {
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { after, limit = PAGE_MESSAGES_MAX } = given;
    return asked(hub, actor, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.missed(account.id, after, limit, (page) => {
        // The archive may return a message before the hub hears that it is stored.
        hub.delivery.told(page?.messages.at(-1)?.id ?? 0);
        done(page);
      }),
    );
  },
};
