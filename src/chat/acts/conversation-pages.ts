/** Reads a page of a conversation, and finds out who it is with. */
import { Reason } from '../../protocol/frames.ts';
import { isRoomName } from '../../protocol/names.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import type { Question, StoredPage } from '../archive.ts';
import { readPage } from '../delivery/read-page.ts';
import type { Hub } from '../hub.ts';
import type { Actor } from '../people/client.ts';

/** The other side of the conversation that `actor` calls `name`: a person, or a room that `actor` is in. */
export function peerOf(hub: Hub, actor: Actor, name: string): { reason: Reason; id: number } {
  if (!isRoomName(name)) {
    const account = hub.accountOf(name);
    if (account === undefined) return { reason: Reason.noSuchUser, id: 0 };
    return { reason: Reason.none, id: account.id };
  }
  const room = hub.rooms.seenBy(actor, name);
  if (room === undefined) return { reason: Reason.noSuchRoom, id: 0 };
  if (room.memberOf(actor.person) === null) return { reason: Reason.notMember, id: 0 };
  return { reason: Reason.none, id: room.peer };
}

/** Answers with the page of messages that `question` asks for; `goesBack`: it ends where it was asked to begin. */
export function asked<Given>(
  hub: Hub,
  actor: Actor,
  question: Question<Given, StoredPage>,
  given: NoInfer<Given>,
  goesBack = false,
): Answer | typeof LATER {
  return answering(hub, actor, true, (answer) => {
    hub.world.archive.ask(question, given, (page) => {
      if (page === null) return answer(hub.unread);
      const read = readPage(hub, page);
      answer(goesBack ? { ...read, goesBack } : read);
    });
  });
}
