/** Lists one's conversations with people. */
import { PAGE_CONVERSATIONS_MAX } from '../../protocol/limits.ts';
import type { Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import { accountOf } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Handler } from '../request.ts';
import { conversationsOf, type StoredConversations } from '../stored/conversations.ts';

export const conversations: Handler<'conversations'> = {
  run(hub, actor, { given }) {
    const { id } = accountOf(actor);
    const { beneath = null, limit = PAGE_CONVERSATIONS_MAX } = given;
    return answering(hub, actor, true, (answer) => {
      const ask = (before: number | null) =>
        hub.world.archive.ask(conversationsOf, { account: id, beneath: before, limit }, (page) => {
          if (page === null) return answer(hub.unread);
          const result = named(hub, page);
          const last = page.conversations.at(-1);
          // Everyone on the page was removed meanwhile: an empty page would not say where the next one begins.
          const isOver = result.data.conversations.length > 0 || !page.more || last === undefined;
          if (isOver || actor.gone) answer(result);
          else ask(last.newest);
        });
      ask(beneath);
    });
  },
};

/** The page with current names, without accounts that were removed meanwhile. */
function named(hub: Hub, page: StoredConversations): Reply<'conversations'> {
  const found = page.conversations.flatMap(({ peer, newest, at }) => {
    const account = hub.accounts.get(peer);
    return account === undefined ? [] : [{ with: account.record.name, newest, at }];
  });
  return { data: { conversations: found, more: page.more } };
}
