/** The memory that changes are applied to: the hub's copy of what is stored, and what is held for changes under way. */
import type { Reason } from '../../protocol/frames.ts';
import type { Refusal } from '../answer.ts';
import type { ChangingMessages } from '../delivery/changing-messages.ts';
import type { LiveMessages } from '../delivery/live-messages.ts';
import type { RecentVisits } from '../delivery/recent-visits.ts';
import type { AccountBook } from '../people/accounts.ts';
import type { Actor, Person } from '../people/client.ts';
import type { Member } from '../rooms/member.ts';
import type { Room } from '../rooms/room.ts';
import type { RoomBook } from '../rooms/room-book.ts';
import type { Log } from '../storage.ts';

export interface Memory {
  readonly accounts: AccountBook;
  readonly visits: RecentVisits;
  readonly rooms: {
    readonly book: RoomBook;
    readonly live: LiveMessages;
    readonly changing: ChangingMessages;
    readonly quotas: {
      making(room: Room, actor: Actor, maker: Person): void;
      gone(room: Room): void;
      coming(room: Room, person: Person): void;
      settled(room: Room, person: Person): void;
    };
    readonly succession: { decide(room: Room): void; later(room: Room): void };
    takeOut(room: Room, member: Member): void;
    /** Takes `person` out of all rooms. @returns the rooms that the person was in */
    removed(person: Person): readonly Room[];
  };
  readonly world: {
    readonly log: Log;
    readonly now: () => number;
    readonly date: () => number;
  };
}

/** With text quotas. */
export interface TextMemory extends Memory {
  readonly texts: {
    reserve(actor: Actor, person: Person, bytes: number): Reason | Refusal;
    settle(actor: Actor, person: Person, bytes: number, stored: boolean): void;
  };
  /** Could this be anyone: a guest, or a person whose account is new? */
  isStranger(person: Person): boolean;
}

/** With clients. */
export interface PeopleMemory extends Memory {
  rename(person: Person, name: string): void;
  /** Logs `person` out everywhere; only the connection of `actor` stays open. */
  logOut(person: Person, actor: Actor | null, why: string): void;
}
