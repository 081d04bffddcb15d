/** What follows from a departure: an heir, or the end of a room. */
import type { Member, Room } from './room.ts';
import type { Rooms } from './rooms.ts';

/** A room whose last owner is gone is that of who has been in it for longest, a moderator first. */
export function succeed(rooms: Rooms, room: Room): void {
  if (room.leaving) return;
  let next: Member | null = null;
  for (const member of room.members.values()) {
    if (member.leaving || (!room.passing && member.person.account === null)) continue;
    if (member.role === 'owner') return;
    if (next === null || (next.role === 'member' && member.role === 'moderator')) next = member;
  }
  if (next === null) return;
  const heir = next;
  heir.changes++;
  rooms.store(room.changeOf(heir, 'owner', 0, null), (stored) => {
    heir.changes--;
    if (!stored) return rooms.unsettled(room);
    if (room.members.get(heir.person) !== heir) return;
    heir.role = 'owner';
    heir.mutedUntil = 0;
    rooms.tellAct(room, 'role', heir.person, null, { name: heir.person.name, role: 'owner' });
  });
}

/** A guest's room that nobody is in, and a private one that nobody could come into any more, is no more. */
export function endIfLeft(rooms: Rooms, room: Room): void {
  if (room.passing) {
    for (const { sessions } of room.members.values().map(({ person }) => person)) {
      if (sessions.length > 0) return;
    }
    rooms.remove(room);
  } else if (isLeft(room)) {
    room.leaving = true;
    rooms.store({ kind: 'room-removed', room: room.record.id, audit: null }, (stored) => {
      room.leaving = false;
      if (stored) rooms.remove(room);
      else rooms.unsettled(room);
    });
  }
}

/**
 * Is nobody in the private room, and nobody on the way in? Who is in it for others alone counts: that it ends would be an
 * entry in the log, and its id would tell.
 */
function isLeft({ members, coming, record, leaving }: Room): boolean {
  return members.size + coming.size === 0 && record.access === 'private' && !leaving;
}
