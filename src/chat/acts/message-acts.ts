/** Finding the message that a command is about, and telling those who see it. */
import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER, Refusal } from '../answer.ts';
import { answering } from '../answering.ts';
import type { Changing } from '../delivery/changing-messages.ts';
import type { Event } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/session.ts';
import type { Request } from '../request.ts';
import { type Located, located, otherOf } from './located.ts';
import { personOf } from './room-acts.ts';
import { silenced } from './say.ts';

type OfMessage = 'edit' | 'delete' | 'react' | 'pin' | 'reactions' | 'edits';

/** Finds the message, has `then` do something with it, and answer. */
export function withMessage(
  hub: Hub,
  actor: Actor,
  { given }: Request<OfMessage>,
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

/** Tells all who see the message, other than where it was done. */
export function tellAll(hub: Hub, found: Located, event: Event, by: Person, actor: Actor): void {
  const { room, people, hidden } = found;
  if (room !== null) return hub.rooms.tell(room, event, by, actor);
  for (const person of new Set(people)) {
    if (person === null || (hidden && person !== found.author)) continue;
    hub.rooms.tellPerson(person, event, by, actor);
  }
}

/** Is what `by` does to a message between two people not to be seen by the other one, who has blocked them? */
export function unseen({ people, hidden }: Located, by: Person): boolean {
  // Of a message that is hidden itself the other one sees nothing anyway.
  return !hidden && people.some((one) => one !== null && one !== by && one.hasBlocked(by));
}

/** Which message it is, from whom and to whom: where `person` may do something that others see. Otherwise why not. */
export function ends(hub: Hub, found: Located, person: Person): Ends | Reason | Refusal {
  const { id, authorName, room, toName } = found;
  if (room !== null) {
    const member = room.memberOf(person);
    const reason = member === null ? Reason.notMember : silenced(hub, room, member, false);
    if (reason !== Reason.none) return reason;
  }
  // With whoever is gone nobody has a conversation any more; what one said in it can only be taken back.
  else if (otherOf(found, person) === null) return Reason.noSuchUser;
  return toName === null ? Reason.noSuchUser : { message: id, from: authorName, to: toName };
}

interface Ends {
  readonly message: number;
  readonly from: string;
  readonly to: string;
}
