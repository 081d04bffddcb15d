/** Lists the reactions to a message, and who gave them. */
import { withMessage } from '../acts/message-acts.ts';
import type { Reply } from '../answer.ts';
import type { Handler } from '../request.ts';
import { reactionsTo } from '../stored/reaction.ts';

export const reactions: Handler<'reactions'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, ({ id, room }, person, answer) => {
      hub.world.archive.ask(reactionsTo, { message: id }, (found) => {
        if (found === null) return answer(hub.unread);
        const named = found.flatMap(({ emoji, account, hidden }) => {
          if (hidden && account !== person.account?.id) return [];
          const by = hub.accounts.get(account)?.person;
          // In a room, reactions of blocked people are left out, earlier ones too.
          if (by === undefined || (room !== null && person.hasBlocked(by))) return [];
          return [{ emoji, name: by.name }];
        });
        const reply: Reply<'reactions'> = { data: { reactions: named } };
        answer(reply);
      });
    });
  },
};
