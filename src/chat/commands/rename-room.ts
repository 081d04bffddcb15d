/** Gives a room another name. */
import { Reason } from '../../protocol/frames.ts';
import { roomNameAllowed } from '../../protocol/names.ts';
import { mayTryName, triedName } from '../acts/room-names.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { roomRenamed } from '../changes/rooms.ts';
import { mayStore, personOf } from '../conditions.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Handler } from '../request.ts';

/** Names that one room may give up within the time that they stay reserved. */
const RENAMES_MAX = 10;

/** How long the name of a guest's room is kept from others: it is in no log. */
const PASSING_KEPT_MS = 10 * 60_000;

export const renameRoom: Handler<'rename-room'> = {
  preconditions: [mayStore],
  run(hub, actor, { given: { room: called, name } }) {
    const { book } = hub.rooms;
    const room = hub.rooms.seenBy(actor, called);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const reason = hub.rooms.denies(room, person, 'rename');
    if (reason !== Reason.none) return reason;
    // A group has no name of its own.
    if (room.isGroup) return Reason.notPermitted;
    const was = room.name;
    if (name === was) return Reason.none;
    if (!roomNameAllowed(name)) return Reason.nameNotAllowed;
    if (room.changing) return Reason.busy;
    const now = hub.world.now();
    const keptMs = room.passing ? PASSING_KEPT_MS : hub.settings.reservedMs;
    const lately = room.renamedAt.filter((at) => at > now - keptMs);
    if (lately.length >= RENAMES_MAX) return Reason.quotaReached;
    const pace = mayTryName(hub, actor, person);
    if (pace !== Reason.none) return pace;
    // It may be another spelling of its own.
    const isOwn = book.find(name) === room;
    const isTaken = !isOwn && hub.rooms.isNameTaken(name, room);
    triedName(hub, actor, person, isTaken);
    if (isTaken) return Reason.nameInUse;
    const record = { ...room.record, name };
    const until = now + keptMs;
    const reservation = isOwn ? null : { name: was, until };
    const audit = hub.rooms.auditOf(room, person, 'rename-room', null, name);
    return answering(hub, actor, true, (answer) => {
      make(
        hub,
        roomRenamed,
        { room, record, audit, reservation },
        answer,
        Reason.noSuchRoom,
        () => {
          room.renamedAt = [...lately, now];
          if (room.passing && reservation !== null) hub.former.add(was, room, until, now);
          const event = new HubEvent({ event: 'renamed', name, was, by: person.name });
          hub.rooms.tell(room, event, person, actor);
          return Reason.none;
        },
      );
    });
  },
};
