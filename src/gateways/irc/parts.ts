/** The parts of a session that tell its client what happens: see hearing.ts and reading.ts. */
import type { Receipt } from '../../chat/answer.ts';
import type { HubEvent } from '../../chat/delivery/event.ts';
import type { Name } from '../../chat/name.ts';
import type { Reply } from './reply.ts';

/** Turns what the hub tells a session into lines. */
export interface IrcHearing {
  /** From now on, what happens is kept; several times is once for each `release`. */
  hold(): void;
  /** What was kept is told. */
  release(): void;
  /** Messages of `room` up to `id` have been told already, though they may be among what is kept. */
  toldUpTo(room: string, id: number): void;
  message(from: Name, to: Name, text: Uint8Array, stored: Receipt | null): boolean;
  event(event: HubEvent): boolean;
  /** Tells a line in its turn. */
  line(text: string): void;
}

/** A room that the client has been shown. */
export interface RoomSeen {
  readonly room: string;
  readonly kept: boolean;
}

/** What was missed, how far was read, and how far the client was told: see reading.ts. */
export interface IrcReading {
  missedFrom(place: number): void;
  /** Asks what is unread, for all of the welcome, which ends with `prepared`. */
  prepare(reply: Reply, then: () => void): void;
  prepared(): void;
  playBack(reply: Reply, room: RoomSeen, then: () => void): void;
  missed(reply: Reply, then: () => void): void;
  marker(reply: Reply, target: string, then: (at: number | null) => void): void;
  markerLine(reply: Reply, target: string, at: number | null): void;
  readElsewhere(target: string): void;
  mark(target: string, at: number): void;
  told(target: string, id: number): void;
  written(): void;
  leaving(): void;
}
