/** What follows from departures: an heir, or the end of a room. Each is a decision of its own, stored after the departure. */
import type { Member } from './member.ts';
import type { Room } from './room.ts';
import type { RoomBook } from './room-book.ts';
import type { Person, Session } from './session.ts';
import type { Change } from './storage.ts';

/** What it does with what follows. */
interface Deciding {
  readonly book: RoomBook;
  /** Has `change` stored, unless there is none to store, and then says whether it was. */
  store(change: Change | null, done: (stored: boolean) => void): void;
  /** `room` is there no more. */
  remove(room: Room): void;
  tellAct(
    room: Room,
    what: 'role',
    by: Person,
    except: Session | null,
    particulars: { readonly name: string; readonly role: 'owner' },
  ): void;
}

export class Succession {
  readonly #rooms: Deciding;
  /** What follows from a departure could not be stored, or one came to nothing that others had waited for. */
  #undecided = new Set<Room>();

  constructor(rooms: Deciding) {
    this.#rooms = rooms;
  }

  /** Somebody has left `room`, or come in. */
  decide(room: Room): void {
    this.#endIfLeft(room);
    this.#succeed(room);
  }

  /** A departure from `room`, or its end, could not be stored: `tryAgain` decides what follows. */
  later(room: Room): void {
    this.#undecided.add(room);
  }

  /** A while has passed: perhaps the log takes it now. */
  tryAgain(): void {
    if (this.#undecided.size === 0) return;
    const undecided = this.#undecided;
    this.#undecided = new Set();
    for (const room of undecided) if (this.#rooms.book.holds(room)) this.decide(room);
  }

  /** A room whose last owner is gone is that of who has been in it for longest, a moderator first. */
  #succeed(room: Room): void {
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
    this.#rooms.store(room.changeOf(heir, 'owner', 0, null), (stored) => {
      heir.changes--;
      if (!stored) return this.later(room);
      if (room.members.get(heir.person) !== heir) return;
      heir.role = 'owner';
      heir.mutedUntil = 0;
      const { name } = heir.person;
      this.#rooms.tellAct(room, 'role', heir.person, null, { name, role: 'owner' });
    });
  }

  /** A guest's room that nobody is in, and a private one that nobody could come into any more, is no more. */
  #endIfLeft(room: Room): void {
    if (room.passing) {
      for (const { person } of room.members.values()) if (person.sessions.length > 0) return;
      this.#rooms.remove(room);
    } else if (isLeft(room)) {
      room.leaving = true;
      const change = { kind: 'room-removed', room: room.record.id, audit: null } as const;
      this.#rooms.store(change, (stored) => {
        room.leaving = false;
        if (stored) this.#rooms.remove(room);
        else this.later(room);
      });
    }
  }
}

/**
 * Is nobody in the private room, and nobody on the way in? Who is in it for others alone counts: that it ends would be an
 * entry in the log, and its id would tell.
 */
function isLeft({ members, coming, record, leaving }: Room): boolean {
  return members.size + coming.size === 0 && record.access === 'private' && !leaving;
}
