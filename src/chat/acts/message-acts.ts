/** Finds the message that a command refers to, and tells the people who can see it. */

import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER, Refusal } from '../answer.ts';
import { answering } from '../answering.ts';
import { personOf } from '../conditions.ts';
import type { Changing } from '../delivery/changing-messages.ts';
import type { HubEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import { type Located, located, otherOf } from './located.ts';
import { silenced } from './say.ts';

/** Finds the message, then has `then` act on it and answer. */
export function withMessage(
  hub: Hub,
  actor: Actor,
  { given }: { readonly given: { readonly message: number } },
  then: (
    found: Located,
    person: Person,
    answer: (answer: Answer) => void,
    changing: Changing,
  ) => void,
): Answer | typeof LATER {
  const person = personOf(actor);
  const { message: id } = given;
  const { changing } = hub.rooms;
  return answering(hub, actor, true, (tell) => {
    const one = changing.begin(id);
    const answer = (it: Answer) => {
      changing.end(id);
      tell(it);
    };
    located(hub, person, id, (found) => {
      if (typeof found === 'number') answer(found);
      else if (found.deleted || one.gone) answer(Reason.notFound);
      else then(found, person, answer, one);
    });
  });
}

/** Tells everyone who can see the message, except the client that acted. */
export function tellAll(hub: Hub, found: Located, event: HubEvent, by: Person, actor: Actor): void {
  const { room, people, hidden } = found;
  if (room !== null) return hub.rooms.tell(room, event, by, actor);
  for (const person of new Set(people)) {
    if (person === null || (hidden && person !== found.author)) continue;
    hub.rooms.tellPerson(person, event, by, actor);
  }
}

/** Must the other person of the conversation not see what `by` does, because that person has blocked `by`? */
export function unseen({ people, hidden }: Located, by: Person): boolean {
  // A hidden message is invisible to the other person anyway.
  return !hidden && people.some((one) => one !== null && one !== by && one.hasBlocked(by));
}

/**
 * The id, author and recipient of the message, if `person` may do something to it that others see; otherwise the
 * reason.
 */
export function ends(hub: Hub, found: Located, person: Person): Ends | Reason | Refusal {
  const { id, authorName, room, toName } = found;
  if (room !== null) {
    const member = room.memberOf(person);
    const reason = member === null ? Reason.notMember : silenced(hub, room, member, false);
    if (reason !== Reason.none) return reason;
  }
  // A conversation with someone who is gone is over; its messages can only be deleted.
  else if (otherOf(found, person) === null) return Reason.noSuchUser;
  return toName === null ? Reason.noSuchUser : { message: id, from: authorName, to: toName };
}

interface Ends {
  readonly message: number;
  readonly from: string;
  readonly to: string;
}
