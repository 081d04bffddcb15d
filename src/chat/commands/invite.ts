/** Invites a person into a room. */
import { Reason } from '../../protocol/frames.ts';
import { answering } from '../answering.ts';
import { make } from '../changes/making.ts';
import { invited } from '../changes/rooms.ts';
import { mayStore, personOf } from '../conditions.ts';
import { HubEvent, roomEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import { withoutReserve } from '../limits/shares.ts';
import type { Actor, Person } from '../people/client.ts';
import type { Handler } from '../request.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';

/** Open invitations per room. */
const INVITED_MAX = 1000;

/** Open invitations per room that a guest made. */
const PASSING_INVITED_MAX = 100;

/** A reserve is kept for people who look after the room. */
function invitedMax(hub: Hub, room: Room, by: Person): number {
  const most = room.passing ? PASSING_INVITED_MAX : INVITED_MAX;
  const rank = hub.rooms.rankOf(room, by);
  return rank === 'member' ? withoutReserve(most, hub.settings.reserve) : most;
}

export const invite: Handler<'invite'> = {
  preconditions: [mayStore],
  run(hub, actor, { given }) {
    const { name } = given;
    const room = hub.rooms.seenBy(actor, given.room);
    if (room === undefined) return Reason.noSuchRoom;
    const person = personOf(actor);
    const reason = hub.rooms.denies(room, person, 'invite');
    if (reason !== Reason.none) return reason;
    const guest = hub.find(name);
    if (guest === undefined || guest.account?.leaving === true) return Reason.noSuchUser;
    if (guest.account === null && !room.record.guests) return Reason.accountNeeded;
    const unseen = guest.hasBlocked(person);
    const isMember = room.members.has(guest);
    // A member in the eyes of others alone is invited all the same, so that nobody can tell.
    if (isMember && (unseen || room.holds(guest))) return Reason.none;
    const most = invitedMax(hub, room, person);
    const isInvited = room.invited.has(guest) || room.invitedUnseen.has(guest);
    if (!isMember && !isInvited && room.invitations >= most) {
      hub.rooms.book.forgetGoneGuests(room);
      if (room.invitations >= most) return Reason.quotaReached;
    }
    return answering(hub, actor, true, (tell) => {
      if (isMember) tell(Reason.none);
      const answer = isMember ? () => {} : tell;
      const invitation = { room, person: guest, unseen, grants: room.byInvitation };
      make(hub, invited, invitation, answer, Reason.noSuchUser, () => {
        if (room.leaving) return Reason.noSuchUser;
        const event = roomEvent(room, 'invited', person, { name: guest.name });
        hub.rooms.tellPerson(guest, event, person, null);
        tellOthers(hub, room, guest, person, actor);
        return Reason.none;
      });
    });
  },
};

/** Tells those who look after the room; in a group, which nobody does more than others, all. */
function tellOthers(hub: Hub, room: Room, guest: Person, by: Person, actor: Actor): void {
  const looksAfter = ({ role }: Member) => room.isGroup || role !== 'member';
  const members = [...room.members.values()].filter(
    (one) => one.person !== guest && looksAfter(one),
  );
  const json = { event: 'invitation', room: room.name, by: by.name, name: guest.name } as const;
  hub.rooms.tell(room, new HubEvent(json), by, actor, members);
}
