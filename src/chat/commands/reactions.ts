/** Who reacted to a message, with what. */
import { withMessage } from '../acts/message-acts.ts';
import type { Reply } from '../answer.ts';
import type { Handler } from '../request.ts';

export const reactions: Handler<'reactions'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, ({ id, room }, person, answer) => {
      hub.world.archive.reactions(id, (found) => {
        if (found === null) return answer(hub.unread);
        const named = found.flatMap(({ emoji, account, hidden }) => {
          if (hidden && account !== person.account?.id) return [];
          const by = hub.accounts.get(account)?.person;
          // In a room nothing of those whom one has blocked is seen, from before either.
          if (by === undefined || (room !== null && person.hasBlocked(by))) return [];
          return [{ emoji, name: by.name }];
        });
        const reply: Reply<'reactions'> = { data: { reactions: named } };
        answer(reply);
      });
    });
  },
};
