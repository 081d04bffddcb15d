/** Making a room: a named one, or a group. */
import { Reason } from '../../protocol/frames.ts';
import type { Answer } from '../answer.ts';
import { make } from '../changes/making.ts';
import { founded } from '../changes/rooms.ts';
import { roomEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import type { RoomRecord } from '../records.ts';
import { Member } from '../rooms/member.ts';
import { Room } from '../rooms/room.ts';

/**
 * Makes the room `record`; the first of `people` is its owner. A person who has blocked the owner is a member only in
 * the eyes of the others: that person is not told, and the owner cannot tell.
 */
export function found(
  hub: Hub,
  actor: Actor,
  record: RoomRecord,
  people: readonly Person[],
  passing: boolean,
  answer: (answer: Answer) => void,
): void {
  const room = new Room(record, passing);
  const [owner] = people as [Person];
  const members = people.map((person) => {
    const member = new Member(person, person === owner ? 'owner' : 'member');
    member.unseen = person.hasBlocked(owner);
    return member;
  });
  const founding = { room, members: members as [Member, ...Member[]], actor };
  make(hub, founded, founding, answer, Reason.notStored, (made) => {
    for (const { person } of made) {
      // They were added without asking.
      const event = roomEvent(room, 'joined', person, { addedBy: owner.name });
      if (person !== owner) hub.rooms.tellPerson(person, event, owner, null);
    }
    return { data: hub.rooms.describe(room, owner) };
  });
}
