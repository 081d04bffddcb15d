/** Answers a message, in the conversation it belongs to. */
import { Reason } from '../../protocol/frames.ts';
import { deliver, directMessage, storeKnown } from '../acts/direct-messages.ts';
import { located, otherOf } from '../acts/located.ts';
import { answerTo } from '../acts/say.ts';
import { answering } from '../answering.ts';
import type { Person } from '../people/client.ts';
import type { Handler } from '../request.ts';

export const reply: Handler<'reply'> = {
  run(hub, actor, { bytes, start, end, given }) {
    const person = actor.person as Person;
    const { message: answered, as = null } = given;
    // Copied: the bytes are lent for this call only.
    const text = bytes.slice(start, end);
    return answering(hub, actor, true, (answer) => {
      located(hub, person, answered, (found) => {
        if (typeof found === 'number') return answer(found);
        const { room, deleted, kept } = found;
        if (deleted) return answer(Reason.notFound);
        if (room !== null) {
          const said = { text, key: null, reply: answered, as };
          return answerTo(hub, actor, person, room, said, answer);
        }
        const other = otherOf(found, person);
        if (other === null) return answer(Reason.noSuchUser);
        const { account: sender } = person;
        const { account: recipient } = other;
        if (sender === null || recipient === null) {
          const to = { to: other.name, reply: answered, ...(as !== null && { as }) };
          const request = { given: to, bytes: text, start: 0, end: text.length };
          return answer(deliver(hub, actor, person, other, request));
        }
        if (!kept) return answer(Reason.notFound);
        const message = directMessage(actor, sender, recipient, text, null, answered, as);
        storeKnown(hub, message, answer);
      });
    });
  },
};
