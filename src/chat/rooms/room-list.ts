/** The rooms that somebody is shown, in the order of their keys. */
import type { Hub } from '../hub.ts';
import { byCodeUnits } from '../ordered-map.ts';
import type { Actor, Person } from '../people/session.ts';
import type { Room } from './room.ts';

/**
 * The rooms whose keys come after `after` and contain `part` that `person`, as whom `actor` asks, is shown: the public ones, and of
 * the private ones those that it is in, or invited to. With `mine` only those that it is in.
 */
export function* roomsShown(
  hub: Hub,
  actor: Actor,
  person: Person,
  after: string,
  part: string,
  mine: boolean,
): Generator<Room> {
  const own = mine ? [...hub.rooms.book.of(person).rooms] : privateRooms(hub, actor, person);
  const ownBehind = own
    .filter(({ key }) => key > after && key.includes(part))
    .filter((room) => !mine || room.memberOf(person) !== null)
    .sort((a, b) => byCodeUnits(a.key, b.key));
  if (mine) return yield* ownBehind;
  let at = 0;
  for (const room of hub.rooms.book.publicBehind(after, part)) {
    while (at < ownBehind.length && (ownBehind[at] as Room).key < room.key) {
      yield ownBehind[at++] as Room;
    }
    yield room;
  }
  while (at < ownBehind.length) yield ownBehind[at++] as Room;
}

function privateRooms(hub: Hub, actor: Actor, person: Person): Room[] {
  const rooms: Room[] = [];
  const known = hub.rooms.book.of(person);
  for (const room of known.rooms) {
    if (room.record.access !== 'public' && room.memberOf(person) !== null) rooms.push(room);
  }
  for (const room of known.invitations) {
    const isShown = room.record.access !== 'public' && room.memberOf(person) === null;
    if (isShown && hub.rooms.seenBy(actor, room.name) === room) rooms.push(room);
  }
  return rooms;
}
