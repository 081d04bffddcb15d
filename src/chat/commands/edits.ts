/** Lists the earlier texts of a message. */
import { withMessage } from '../acts/message-acts.ts';
import type { Reply } from '../answer.ts';
import type { Handler } from '../request.ts';
import { revisionsOf } from '../stored/edit.ts';

export const edits: Handler<'edits'> = {
  run(hub, actor, request) {
    return withMessage(hub, actor, request, ({ id, author }, person, answer) => {
      hub.world.archive.ask(revisionsOf, { message: id }, (found) => {
        if (found === null) return answer(hub.unread);
        const seen = found.filter(({ hidden }) => hidden !== true || author === person);
        const reply: Reply<'edits'> = {
          data: { edits: seen.map(({ at, text }) => ({ at, bytes: text.length })) },
          texts: seen.map(({ text }) => text),
        };
        answer(reply);
      });
    });
  },
};
