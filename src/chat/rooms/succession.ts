/**
 * The consequences of departures: an heir, or the end of a room. Each is a decision of its own, stored after the
 * departure.
 */
import { follow } from '../changes/making.ts';
import { ranked } from '../changes/members.ts';
import type { Memory } from '../changes/memory.ts';
import { roomEnded } from '../changes/rooms.ts';
import type { Person } from '../people/client.ts';
import type { Member } from './member.ts';
import type { Room } from './room.ts';

/** Tells people of an heir. */
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
  /** Rooms where a consequence could not be stored, or a departure failed that others had waited for. */
  #undecided = new Set<Room>();

  constructor(memory: Memory, telling: Telling) {
    this.#memory = memory;
    this.#telling = telling;
  }

  /** Someone has left `room`, or joined it. */
  decide(room: Room): void {
    if (!this.#memory.rooms.book.holds(room)) return;
    this.#endIfLeft(room);
    this.#succeed(room);
  }

  /** A departure from `room`, or its end, could not be stored: `tryAgain` decides what follows. */
  later(room: Room): void {
    this.#undecided.add(room);
  }

  /** Retries, as the log may take entries again. */
  tryAgain(): void {
    if (this.#undecided.size === 0) return;
    const undecided = this.#undecided;
    this.#undecided = new Set();
    for (const room of undecided) this.decide(room);
  }

  /** Is there somebody else in `room` who would own it after `owner`? */
  hasHeir(room: Room, owner: Member): boolean {
    return heirOf(room, owner) !== null;
  }

  /** The last owner of `room` is none any more by its own will: somebody else is. */
  handOver(room: Room, former: Member): void {
    if (this.#memory.rooms.book.holds(room)) this.#succeed(room, former);
  }

  /** A room without an owner goes to its longest-standing moderator, or else member; not to `former`. */
  #succeed(room: Room, former: Member | null = null): void {
    if (room.leaving) return;
    for (const { role, leaving } of room.members.values()) if (role === 'owner' && !leaving) return;
    const heir = heirOf(room, former) ?? heirOf(room, null);
    if (heir === null) return;
    const { name } = heir.person;
    const ranking = { room, member: heir, role: 'owner', voice: heir.voice, audit: null } as const;
    follow(this.#memory, ranked, ranking, (made) => {
      const role = 'owner';
      if (made) this.#telling.tellAct(room, 'role', heir.person, null, { name, role });
      // The heir has left, or left and come back.
      else this.decide(room);
    });
  }

  /** Ends a guest's room that nobody is in, and one by invitation that nobody can join any more. */
  #endIfLeft(room: Room): void {
    if (isLeft(room)) follow(this.#memory, roomEnded, { room, audit: null });
  }
}

/** The longest-standing moderator of `room`, or else member, but for `former`; null: nobody. */
function heirOf(room: Room, former: Member | null): Member | null {
  let next: Member | null = null;
  for (const member of room.members.values()) {
    const mayOwn = room.passing || member.person.account !== null;
    if (member === former || member.leaving || !mayOwn) continue;
    if (next === null || (next.role === 'member' && member.role === 'moderator')) next = member;
  }
  return next;
}

/**
 * A guest's room: is none of its members logged in? A room by invitation: is it empty, with nobody joining? Members in the
 * eyes of others alone count: the end would take an entry in the log, and its id would tell.
 */
function isLeft({ passing, members, coming, byInvitation, leaving }: Room): boolean {
  if (passing) return members.keys().every(({ clients }) => clients.length === 0);
  return members.size + coming.size === 0 && byInvitation && !leaving;
}
