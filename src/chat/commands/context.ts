/** A message together with the messages before and after it. */
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { located, otherOf } from '../acts/located.ts';
import type { Answer, Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import type { StoredPage } from '../archive.ts';
import { accountOf } from '../conditions.ts';
import { readPage } from '../delivery/read-page.ts';
import type { Hub } from '../hub.ts';
import type { Handler } from '../request.ts';
import { historyOf } from '../stored/history.ts';

export const context: Handler<'context'> = {
  run(hub, actor, { given }) {
    const { message, limit = PAGE_MESSAGES_MAX } = given;
    const account = accountOf(actor);
    return answering(hub, actor, true, (answer) => {
      located(hub, account.person, message, (found) => {
        if (typeof found === 'number') return answer(found);
        const { id, room } = found;
        // A guest's message that is stored is in the archive too; one that is not stored has no context.
        if (!found.kept) return answer(Reason.notFound);
        if (room !== null && room.memberOf(account.person) === null) {
          return answer(Reason.notMember);
        }
        const other = room === null ? otherOf(found, account.person) : null;
        const peer = room?.peer ?? other?.account?.id;
        const name = room?.name ?? other?.name;
        if (peer === undefined || name === undefined) return answer(Reason.noSuchUser);
        around(hub, account.id, peer, id, limit, name, answer);
      });
    });
  },
};

/** The page with the message `id` in the middle. */
function around(
  hub: Hub,
  account: number,
  peer: number,
  id: number,
  limit: number,
  name: string,
  answer: (answer: Answer) => void,
): void {
  const { archive } = hub.world;
  const after = Math.floor((limit - 1) / 2);
  const upTo = { before: { id: id + 1 }, after: null, limit: limit - after };
  archive.ask(historyOf, { account, peer, range: upTo }, (older) => {
    if (older === null) return answer(hub.unread);
    const done = (newer: StoredPage | null) => {
      if (newer === null) return answer(hub.unread);
      const all = [...older.messages, ...newer.messages];
      const { data, texts } = readPage(hub, { messages: all, more: older.more || newer.more });
      const reply: Reply<'context'> = { data: { ...data, with: name }, texts };
      answer(reply);
    };
    if (after === 0) return done({ messages: [], more: false });
    const range = { before: null, after: { id }, limit: after };
    archive.ask(historyOf, { account, peer, range }, done);
  });
}
