/** Changes the record of a room. */
import type { CommandName } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { roomChanged } from '../changes/rooms.ts';
import { personOf } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';
import type { RoomRecord } from '../records.ts';
import type { Room } from '../rooms/room.ts';
import type { RoomRight } from '../rooms/room-rules.ts';

/** Changes the record of a room, where the person of `actor` has the right to; `recorded`: in the audit log. */
export function changeRoom(
  hub: Hub,
  actor: Actor,
  name: string,
  right: RoomRight,
  change: Partial<RoomRecord>,
  recorded: { readonly what: CommandName; readonly detail: string } | null,
  changed: (room: Room, by: Person) => void,
) {
  const room = hub.rooms.seenBy(actor, name);
  if (room === undefined) return Reason.noSuchRoom;
  const person = personOf(actor);
  const reason = hub.rooms.denies(room, person, right);
  if (reason !== Reason.none) return reason;
  if (room.changing) return Reason.busy;
  const record = { ...room.record, ...change };
  const audit = recorded && hub.rooms.auditOf(room, person, recorded.what, null, recorded.detail);
  return answering(hub, actor, true, (answer) => {
    make(hub, roomChanged, { room, record, audit }, answer, Reason.none, () => {
      changed(room, person);
      return Reason.none;
    });
  });
}
