/** Sends a message to a person or a room. */
import { Reason } from '../../protocol/frames.ts';
import {
  asksFirst,
  deliver,
  directMessage,
  storeKnown,
  storeThen,
} from '../acts/direct-messages.ts';
import { isBetween, located } from '../acts/located.ts';
import { sayInRoom } from '../acts/say.ts';
import { type Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import type { DirectMessage } from '../changes/message.ts';
import type { Hub } from '../hub.ts';
import type { Account, Actor } from '../people/client.ts';
import type { Ticket } from '../ports.ts';
import type { Handler, Request } from '../request.ts';

/** The first byte of a room's name. */
const HASH = 0x23;

export const sendto: Handler<'sendto'> = {
  run(hub, actor, request) {
    if (request.given.to.charCodeAt(0) === HASH) return sayInRoom(hub, actor, request);
    const recipient = hub.find(request.given.to);
    const sender = actor.person;
    if (recipient === undefined || sender === null) return Reason.noSuchUser;
    if (sender.account !== null && recipient.account !== null) {
      return toAccount(hub, actor, sender.account, recipient.account, request);
    }
    return deliver(hub, actor, sender, recipient, request);
  },
};

/** Stores a message between registered people, after looking up the one that it answers, if any. */
function toAccount(
  hub: Hub,
  actor: Actor,
  sender: Account,
  recipient: Account,
  { bytes, start, end, given }: Request<'sendto'>,
): Answer | typeof LATER {
  // Copied: the bytes are lent for this call only.
  const text = bytes.slice(start, end);
  const { key = null, reply = null, as = null } = given;
  const message = directMessage(actor, sender, recipient, text, key, reply, as);
  if (reply === null) return store(hub, message);
  const from = sender.person;
  return answering(hub, actor, true, (answer) => {
    located(hub, from, reply, (found) => {
      if (typeof found === 'number') return answer(found);
      if (!isBetween(found, from, recipient.person) || found.deleted || !found.kept) {
        return answer(Reason.notFound);
      }
      storeKnown(hub, message, answer);
    });
  });
}

function store(hub: Hub, message: DirectMessage): Answer | typeof LATER {
  const { actor } = message;
  if (asksFirst(hub, message)) {
    return answering(hub, actor, true, (answer) => storeKnown(hub, message, answer));
  }
  let ticket: Ticket | null = null;
  const reason = storeThen(hub, message, (answer) => {
    if (ticket !== null) hub.answer(actor, ticket, answer);
  });
  if (reason !== Reason.none) return reason;
  // Other commands may run meanwhile, since none depends on this one.
  ticket = hub.later(actor, false);
  return LATER;
}
