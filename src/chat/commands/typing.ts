/** Tells others that someone is typing; it is not stored. */

import { Reason } from '../../protocol/frames.ts';
import { PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { isRoomName } from '../../protocol/names.ts';
import { personOf } from '../conditions.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Handler } from '../request.ts';

/** Skips recipients whom it would be costly to tell, such as those in large rooms. */
export const typing: Handler<'typing'> = {
  run(hub, actor, { given }) {
    const { to: name } = given;
    const person = personOf(actor);
    if (isRoomName(name)) {
      const room = hub.rooms.seenBy(actor, name);
      if (room === undefined) return Reason.noSuchRoom;
      const member = room.memberOf(person);
      if (member === null) return Reason.notMember;
      if (room.isMuted(member, hub.world.now())) return Reason.muted;
      if (room.hushes(member)) return Reason.moderated;
      if (room.members.size <= PRESENCE_MEMBERS_MAX) {
        const event = new HubEvent({ event: 'typing', from: person.name, to: room.name });
        hub.rooms.tell(room, event, person, actor);
      }
      return Reason.none;
    }
    const other = hub.find(name);
    if (other === undefined) return Reason.noSuchUser;
    if (other !== person) {
      const event = new HubEvent({ event: 'typing', from: person.name, to: other.name });
      hub.rooms.tellPerson(other, event, person, actor);
    }
    return Reason.none;
  },
};
