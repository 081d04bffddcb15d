/** Delivers messages in rooms, also those missed while the connection was lost: each stored one once, in order. */
import { Reason } from '../protocol/frames.ts';
import { isRoomName } from '../protocol/names.ts';
import type { Reply } from './connection.ts';
import { isStored, type Received, type Unread } from './events.ts';
import { readIfGood } from './reply-reader.ts';

/** Rooms whose cursors are kept; those quiet for longest are forgotten. */
const ROOMS_MAX = 1000;

/**
 * Live messages held back in all rooms while older ones are fetched; past this they are dropped and fetched as well.
 */
const BUFFERED_MAX = 1000;

/** Ids kept of messages sent from here to one room: they are left out of fetched pages. */
const OWN_MAX = 1000;

/** Delay before a request that the server could not answer is repeated. */
const AGAIN_MS = 1000;

/** Reasons of failures that pass by themselves. */
const PASSING: ReadonlySet<number> = new Set([Reason.busy, Reason.notStored, Reason.tooFast]);

export interface RoomInboxWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Asks for the messages in `room` after the message `after`. */
  askHistory(room: string, after: number, answer: (reply: Reply) => void): void;
  /** `missed`: the message was sent before the login. */
  deliver(message: Received, missed: boolean): void;
}

/** How far a room's messages were delivered; `newest` is negative if unknown. */
interface RoomCursor {
  newest: number;
  /** Ids of messages sent from here that are newer than `newest`, ascending. */
  readonly own: Set<number>;
}

export class RoomInbox {
  readonly #world: RoomInboxWorld;
  readonly #missedMax: number;
  readonly #cursors = new Map<string, RoomCursor>();
  /**
   * The newest message at the first login, for each room with unread ones. Not a cursor: a live message as old as
   * that may still be on its way.
   */
  readonly #older = new Map<string, number>();
  /** The registered user who is or was last logged in; null for a guest. */
  #name: string | null = null;
  /** Counts logins and logouts: a reply to a request of an earlier era is dropped. */
  #era = 0;
  /** Has the server yet to report what is unread? */
  #isUntold = false;
  /** Logged in again, with the report of what is unread still to come: every message waits. */
  #isWaiting = false;
  /** Rooms to catch up with, whose live messages wait; the first is being fetched. */
  #queue: string[] = [];
  #buffer: (Received & { readonly id: number })[] = [];
  /** Rooms in which live messages were dropped because the buffer was full. */
  readonly #overflown = new Set<string>();
  /** How many more missed messages are wanted. */
  #wanted = 0;
  #cancelAgain: (() => void) | null = null;

  /** At a login, no more than `missedMax` missed messages are delivered. */
  constructor(world: RoomInboxWorld, missedMax: number) {
    this.#world = world;
    this.#missedMax = missedMax;
  }

  /** Logged in as the registered `name`. */
  entered(name: string, isNew: boolean): void {
    this.left();
    const isAgain = !isNew && this.#name === name;
    if (!isAgain) {
      this.#cursors.clear();
      this.#older.clear();
    }
    this.#name = name;
    this.#wanted = this.#missedMax;
    this.#isUntold = true;
    // With no missed messages wanted, there is nothing to wait for.
    this.#isWaiting = isAgain && this.#missedMax > 0;
  }

  renamed(name: string): void {
    if (this.#name !== null) this.#name = name;
  }

  /** The room that was called `was` is called `name`. */
  roomRenamed(was: string, name: string): void {
    for (const all of [this.#cursors, this.#older] as Map<string, unknown>[]) {
      const known = all.get(was);
      if (all.delete(was)) all.set(name, known);
    }
    if (this.#overflown.delete(was)) this.#overflown.add(name);
    this.#queue = this.#queue.map((room) => (room === was ? name : room));
    this.#buffer = this.#buffer.map((one) => (one.to === was ? { ...one, to: name } : one));
  }

  /** Logged out, or the connection is lost. */
  left(): void {
    const waiting = this.#buffer;
    this.close();
    // Other people's messages come again among those missed; one's own may not, since they are not unread.
    for (const message of waiting) {
      if (message.from !== this.#name) continue;
      this.sent(message.to, message.id);
      this.#world.deliver(message, false);
    }
  }

  /** Nothing is delivered from now on. */
  close(): void {
    this.#era++;
    this.#isUntold = false;
    this.#isWaiting = false;
    this.#queue = [];
    this.#buffer = [];
    this.#overflown.clear();
    this.#cancelAgain?.();
    this.#cancelAgain = null;
  }

  /** The message `id` was sent to `room` from here, so it is not delivered. */
  sent(room: string, id: number): void {
    if (this.#name === null) return;
    const cursor = this.#cursors.get(room);
    // Messages before it may still have to be fetched.
    if (cursor === undefined && this.#isWaiting)
      this.#setCursor(room, { newest: -1, own: new Set([id]) });
    else if (cursor === undefined) this.#setCursor(room, { newest: id, own: new Set() });
    else if (id > cursor.newest && cursor.own.size < OWN_MAX) cursor.own.add(id);
  }

  /** Takes the report of what is unread after a login, and fetches rooms that have more than was delivered. */
  begin(conversations: readonly Unread[]): void {
    // A server may report it twice.
    if (!this.#isUntold) return;
    this.#isUntold = false;
    const rooms = conversations.filter((one) => isRoomName(one.with)).slice(0, ROOMS_MAX);
    if (!this.#isWaiting) {
      for (const { with: room, newest } of rooms) this.#older.set(room, newest);
      return;
    }
    this.#isWaiting = false;
    for (const one of rooms) {
      const { with: room, newest } = one;
      const cursor = this.#cursorOf(one);
      if (cursor === null || this.#queue.includes(room)) continue;
      if (newest > cursor.newest || this.#overflown.has(room)) this.#queue.push(room);
    }
    // Rooms that were fully read when the server made its report.
    for (const room of this.#overflown) {
      if (this.#cursors.has(room) && !this.#queue.includes(room)) this.#queue.push(room);
    }
    const era = this.#era;
    for (const room of new Set(this.#buffer.map(({ to }) => to))) {
      if (this.#queue.includes(room)) continue;
      this.#release(room);
      // The listener may have logged out or closed the session.
      if (era !== this.#era) return;
    }
    this.#ask();
  }

  /**
   * How far a room with unread messages was delivered. In a room never heard of, messages that were there at the first
   * login, or were read, do not count as missed.
   */
  #cursorOf({ with: room, read }: Unread): RoomCursor | null {
    const known = this.#cursors.get(room);
    if (known !== undefined && known.newest >= 0) return known;
    const older = this.#older.get(room);
    if (read === undefined && older === undefined) return known ?? null;
    const cursor = known ?? { newest: -1, own: new Set() };
    cursor.newest = Math.max(read ?? 0, older ?? 0);
    this.#setCursor(room, cursor);
    return cursor;
  }

  #ask(): void {
    const [room] = this.#queue;
    if (room === undefined) return;
    const era = this.#era;
    this.#world.askHistory(room, this.#cursors.get(room)?.newest ?? 0, (reply) => {
      if (era === this.#era) this.#answered(room, reply);
    });
  }

  #askLater(): void {
    this.#cancelAgain = this.#world.after(AGAIN_MS, () => {
      this.#cancelAgain = null;
      this.#ask();
    });
  }

  #answered(room: string, reply: Reply): void {
    if (reply.kind === 'failure' && PASSING.has(reply.reason)) return this.#askLater();
    const page = readIfGood('history', reply);
    const cursor = this.#cursors.get(room);
    // The request was refused, for example because one is no longer a member.
    if (page === null || cursor === undefined) return this.#next(room);
    const era = this.#era;
    const before = cursor.newest;
    for (const message of page.messages) {
      const { id, at, from, text, guest, reply: answered, as } = message;
      if (id <= cursor.newest) continue;
      const isOwn = cursor.own.has(id);
      advance(cursor, id);
      if (isOwn || message.deleted || text === '') continue;
      const isWanted = this.#wanted-- > 0;
      // A message that also came live is delivered whatever the limit.
      if (!isWanted && !this.#buffer.some((one) => one.id === id)) continue;
      this.#world.deliver({ id, at, from, to: room, text, guest, reply: answered, as }, isWanted);
      if (era !== this.#era) return;
    }
    if (page.more && this.#wanted > 0) {
      // A page without a newer message: its messages are just being erased.
      return cursor.newest > before ? this.#ask() : this.#askLater();
    }
    this.#next(room);
  }

  /** `room` has been caught up with: goes on to the next. */
  #next(room: string): void {
    const era = this.#era;
    this.#release(room);
    if (era !== this.#era) return;
    if (this.#overflown.delete(room) && this.#cursors.has(room)) {
      // These came live, so the limit of missed messages does not apply.
      this.#wanted = Infinity;
      return this.#ask();
    }
    this.#queue.shift();
    this.#ask();
  }

  /** Delivers the live messages of `room` that waited. */
  #release(room: string): void {
    const era = this.#era;
    const waited = this.#buffer.filter(({ to }) => to === room);
    this.#buffer = this.#buffer.filter(({ to }) => to !== room);
    for (const message of waited) {
      this.#give(message);
      if (era !== this.#era) return;
    }
  }

  /** A live message in a room has arrived. */
  arrived(message: Received): void {
    if (!isStored(message) || this.#name === null) return this.#world.deliver(message, false);
    const { to } = message;
    if (!this.#isWaiting && !this.#queue.includes(to)) return this.#give(message);
    if (this.#buffer.length < BUFFERED_MAX) this.#buffer.push(message);
    else this.#overflown.add(to);
  }

  #give(message: Received & { readonly id: number }): void {
    const { id, to } = message;
    const cursor = this.#cursors.get(to) ?? { newest: -1, own: new Set() };
    if (id <= cursor.newest || cursor.own.has(id)) return;
    advance(cursor, id);
    this.#setCursor(to, cursor);
    this.#world.deliver(message, false);
  }

  /** Replaces the text of a buffered message that was edited; null: it was deleted. */
  amended(id: number, text: string | null): void {
    if (text === null) this.#buffer = this.#buffer.filter((one) => one.id !== id);
    else this.#buffer = this.#buffer.map((one) => (one.id === id ? { ...one, text } : one));
  }

  #setCursor(room: string, cursor: RoomCursor): void {
    // Keeps the rooms in the order of their last messages.
    this.#cursors.delete(room);
    this.#cursors.set(room, cursor);
    if (this.#cursors.size <= ROOMS_MAX) return;
    for (const quiet of this.#cursors.keys()) {
      if (this.#queue.includes(quiet)) continue;
      this.#cursors.delete(quiet);
      break;
    }
  }
}

function advance(cursor: RoomCursor, id: number): void {
  cursor.newest = id;
  for (const own of cursor.own) {
    if (own > id) break;
    cursor.own.delete(own);
  }
}
