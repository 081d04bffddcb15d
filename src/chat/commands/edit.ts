/** Replaces the text of one's own message. */
import { Reason } from '../../protocol/frames.ts';
import type { Located } from '../acts/located.ts';
import { ends, tellAll, unseen, withMessage } from '../acts/message-acts.ts';
import { mentionedIn } from '../acts/say.ts';
import type { Answer } from '../answer.ts';
import { make } from '../changes/making.ts';
import { edited } from '../changes/messages.ts';
import type { Changing } from '../delivery/changing-messages.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import type { Handler } from '../request.ts';

export const edit: Handler<'edit'> = {
  run(hub, actor, request) {
    const { bytes, start, end } = request;
    const text = bytes.slice(start, end);
    return withMessage(hub, actor, request, (found, person, answer, changing) => {
      if (found.author !== person) return answer(Reason.notPermitted);
      const of = ends(hub, found, person);
      if (typeof of === 'number' || 'reason' in of) return answer(of);
      const tell = (at: number) =>
        tellAll(hub, found, new HubEvent({ event: 'edited', ...of, at }, text), person, actor);
      if (!found.kept) {
        tell(hub.world.date());
        return answer(Reason.none);
      }
      storeEdit(hub, actor, found, person, text, changing, tell, answer);
    });
  },
};

function storeEdit(
  hub: Hub,
  actor: Actor,
  found: Located,
  person: Person,
  text: Uint8Array,
  changing: Changing,
  tell: (at: number) => void,
  answer: (answer: Answer) => void,
): void {
  const { id: message, room } = found;
  if (person.account?.leaving === true) return answer(Reason.accountNeeded);
  const mentions = room === null ? [] : mentionedIn(hub, room, text);
  const hidden = unseen(found, person);
  const editing = { message, actor, person, text, mentions, hidden, changing };
  make(hub, edited, editing, answer, Reason.notFound, ({ at }) => {
    tell(at);
    return Reason.none;
  });
}
