/** What follows from departures: an heir, or the end of a room. Each is a decision of its own, stored after the departure. */
import { follow } from '../changes/making.ts';
import { ranked } from '../changes/members.ts';
import type { Memory } from '../changes/memory.ts';
import { roomEnded } from '../changes/rooms.ts';
import type { Person } from '../people/session.ts';
import type { Member } from './member.ts';
import type { Room } from './room.ts';

/** Who is told of an heir. */
interface Telling {
  tellAct(
    room: Room,
    what: 'role',
    by: Person,
    except: null,
    particulars: { readonly name: string; readonly role: 'owner' },
  ): void;
}

export class Succession {
  readonly #memory: Memory;
  readonly #telling: Telling;
  /** What follows from a departure could not be stored, or one came to nothing that others had waited for. */
  #undecided = new Set<Room>();

  constructor(memory: Memory, telling: Telling) {
    this.#memory = memory;
    this.#telling = telling;
  }

  /** Somebody has left `room`, or come in. */
  decide(room: Room): void {
    if (!this.#memory.rooms.book.holds(room)) return;
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
    for (const room of undecided) this.decide(room);
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
    const { name } = heir.person;
    follow(this.#memory, ranked, { room, member: heir, role: 'owner', audit: null }, (made) => {
      const role = 'owner';
      if (made) this.#telling.tellAct(room, 'role', heir.person, null, { name, role });
      // It has left, or come in anew.
      else this.decide(room);
    });
  }

  /** A guest's room that nobody is in, and a private one that nobody could come into any more, is no more. */
  #endIfLeft(room: Room): void {
    if (isLeft(room)) follow(this.#memory, roomEnded, { room, audit: null });
  }
}

/**
 * Is nobody logged in who is in the guest's room; nobody in the private one, nor on the way in? Who is in it for others
 * alone counts: that it ends would be an entry in the log, and its id would tell.
 */
function isLeft({ passing, members, coming, record, leaving }: Room): boolean {
  if (passing) return members.keys().every(({ sessions }) => sessions.length === 0);
  return members.size + coming.size === 0 && record.access === 'private' && !leaving;
}
