/** Blocking and unblocking people. */
import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import { blockSet } from '../changes/block.ts';
import { make } from '../changes/making.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import { tellOne } from '../people/telling.ts';
import type { Room } from '../rooms/room.ts';

/** Per person. */
export const BLOCKS_MAX = 1000;

export function setBlock(
  hub: Hub,
  actor: Actor,
  person: Person,
  blocked: Person | string,
  on: boolean,
): Answer | typeof LATER {
  const other = typeof blocked === 'string' ? hub.find(blocked) : blocked;
  const withdrawn = on && other !== undefined ? invitationsBy(hub, other, person) : [];
  return answering(hub, actor, true, (answer) => {
    make(hub, blockSet, { person, blocked, on, withdrawn }, answer, Reason.none, () => {
      const name = typeof blocked === 'string' ? blocked : blocked.name;
      tellOne(person, new HubEvent({ event: 'blocked', name, on }), actor);
      return Reason.none;
    });
  });
}

/** Private rooms that `other` may have invited `person` into: it would go on seeing their topics. */
function invitationsBy(hub: Hub, other: Person, person: Person): Room[] {
  return [...hub.rooms.book.of(person).invitations].filter(
    // Guests cannot invite into a room that is stored.
    (room) => room.memberOf(other) !== null && (other.account !== null || room.passing),
  );
}
