/** The rooms that a person may list, in key order. */
import type { Hub } from '../hub.ts';
import { byCodeUnits } from '../ordered-map.ts';
import type { Actor, Person } from '../people/client.ts';
import type { Room } from './room.ts';

/**
 * Rooms whose keys come after `after` and contain `part`, as `person`, for whom `actor` asks, sees them: listed ones,
 * and others that it is in, or invited to. With `mine`, only those that it is in.
 */
export function* roomsShown(
  hub: Hub,
  actor: Actor,
  person: Person,
  after: string,
  part: string,
  mine: boolean,
): Generator<Room> {
  const own = mine ? [...hub.rooms.book.of(person).rooms] : otherRooms(hub, actor, person);
  const ownBehind = own
    .filter(({ key }) => key > after && key.includes(part))
    .filter((room) => !mine || room.memberOf(person) !== null)
    .sort((a, b) => byCodeUnits(a.key, b.key));
  if (mine) return yield* ownBehind;
  let at = 0;
  for (const room of hub.rooms.book.listedBehind(after, part)) {
    while (at < ownBehind.length && (ownBehind[at] as Room).key < room.key) {
      yield ownBehind[at++] as Room;
    }
    yield room;
  }
  while (at < ownBehind.length) yield ownBehind[at++] as Room;
}

function otherRooms(hub: Hub, actor: Actor, person: Person): Room[] {
  const rooms: Room[] = [];
  const known = hub.rooms.book.of(person);
  for (const room of known.rooms) {
    if (!room.listed && room.memberOf(person) !== null) rooms.push(room);
  }
  for (const room of known.invitations) {
    const isShown = !room.listed && room.memberOf(person) === null;
    if (isShown && hub.rooms.seenBy(actor, room.name) === room) rooms.push(room);
  }
  return rooms;
}
