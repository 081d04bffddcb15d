/** Brings what was said in kept rooms while the connection was lost: each message once, in the order of its room. */
import { Reason } from '../protocol/frames.ts';
import { isRoomName } from '../protocol/names.ts';
import type { Reply } from './connection.ts';
import { isStored, type Received, type Unread } from './events.ts';
import { readIfGood } from './reply-reader.ts';

/** Rooms whose places are known; those that were quiet for longest are forgotten. */
const ROOMS_MAX = 1000;

/** What comes while older ones are being asked for, in all rooms; past it, they are asked for as well. */
const BUFFERED_MAX = 1000;

/** Ids of one's own in one room, which come in no page. */
const OWN_MAX = 1000;

/** How long to wait before asking again where the server could not answer. */
const AGAIN_MS = 1000;

/** Failures that pass. */
const PASSING: ReadonlySet<number> = new Set([Reason.busy, Reason.notStored, Reason.tooFast]);

export interface RoomInboxWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Asks for what was said in `room` after the message `after`. */
  askHistory(room: string, after: number, answer: (reply: Reply) => void): void;
  /** `missed`: it had been sent before the login. */
  deliver(message: Received, missed: boolean): void;
}

/** How far the messages of a room were delivered; negative: nobody knows. */
interface Cursor {
  newest: number;
  /** Sent from here, and newer than that; ascending. */
  readonly own: Set<number>;
}

export class RoomInbox {
  readonly #world: RoomInboxWorld;
  readonly #missedMax: number;
  readonly #cursors = new Map<string, Cursor>();
  /**
   * The newest that there was at the first login, of rooms with anything unread then. A live message may be as old, on
   * its way still: so this is no cursor.
   */
  readonly #older = new Map<string, number>();
  /** Who is logged in, or was last; null: nobody who is registered. */
  #name: string | null = null;
  /** Counts logins and logouts: what answers a question of another time is dropped. */
  #era = 0;
  /** Not told yet what is unread. */
  #isUntold = false;
  /** Logged in again, and not told yet what is unread: everything waits. */
  #isWaiting = false;
  /** Rooms to catch up with, the first being asked for; their messages wait. */
  #queue: string[] = [];
  #buffer: (Received & { readonly id: number })[] = [];
  /** More came in these rooms than the buffer has room for. */
  readonly #overflown = new Set<string>();
  /** How many more of those that were missed are wanted. */
  #wanted = 0;
  #cancelAgain: (() => void) | null = null;

  /** Of what was missed, no more than `missedMax` are delivered at a login. */
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
    // Where nothing that was missed is wanted, there is nothing to wait for.
    this.#isWaiting = isAgain && this.#missedMax > 0;
  }

  renamed(name: string): void {
    if (this.#name !== null) this.#name = name;
  }

  /** Nobody is logged in any more, or nobody knows. */
  left(): void {
    const waiting = this.#buffer;
    this.close();
    // What others sent comes again with what was missed; one's own may not, for it is not unread.
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

  /** The message `id` was sent to `room` from here: it is not brought. */
  sent(room: string, id: number): void {
    if (this.#name === null) return;
    const cursor = this.#cursors.get(room);
    // What came before it is not there yet where that is still to be asked for.
    if (cursor === undefined && this.#isWaiting)
      this.#setCursor(room, { newest: -1, own: new Set([id]) });
    else if (cursor === undefined) this.#setCursor(room, { newest: id, own: new Set() });
    else if (id > cursor.newest && cursor.own.size < OWN_MAX) cursor.own.add(id);
  }

  /** What is unread after the login: rooms with more than was delivered are asked. */
  begin(conversations: readonly Unread[]): void {
    // A server may say so twice.
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
    // Everything there was read when that was looked at.
    for (const room of this.#overflown) {
      if (this.#cursors.has(room) && !this.#queue.includes(room)) this.#queue.push(room);
    }
    const era = this.#era;
    for (const room of new Set(this.#buffer.map(({ to }) => to))) {
      if (this.#queue.includes(room)) continue;
      this.#release(room);
      // Whoever heard of it may have had enough.
      if (era !== this.#era) return;
    }
    this.#ask();
  }

  /** How far a room with something unread was delivered. Where nothing was heard of it: what was there at the first login, or was read, was not missed. */
  #cursorOf({ with: room, read }: Unread): Cursor | null {
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
    // Not a member any more, say.
    if (page === null || cursor === undefined) return this.#next(room);
    const era = this.#era;
    const before = cursor.newest;
    for (const message of page.messages) {
      const { id, at, from, text, guest, reply: answered } = message;
      if (id <= cursor.newest) continue;
      const isOwn = cursor.own.has(id);
      advance(cursor, id);
      if (isOwn || message.deleted || text === '') continue;
      const isWanted = this.#wanted-- > 0;
      // What came live as well is delivered in any case.
      if (!isWanted && !this.#buffer.some((one) => one.id === id)) continue;
      this.#world.deliver({ id, at, from, to: room, text, guest, reply: answered }, isWanted);
      if (era !== this.#era) return;
    }
    if (page.more && this.#wanted > 0) {
      // A page may have nothing that is new where what was on it is being erased.
      return cursor.newest > before ? this.#ask() : this.#askLater();
    }
    this.#next(room);
  }

  /** There is no more of `room` to ask for. */
  #next(room: string): void {
    const era = this.#era;
    this.#release(room);
    if (era !== this.#era) return;
    if (this.#overflown.delete(room) && this.#cursors.has(room)) {
      // These came live, so all of them are wanted.
      this.#wanted = Infinity;
      return this.#ask();
    }
    this.#queue.shift();
    this.#ask();
  }

  /** Delivers what came in `room` meanwhile. */
  #release(room: string): void {
    const era = this.#era;
    const waited = this.#buffer.filter(({ to }) => to === room);
    this.#buffer = this.#buffer.filter(({ to }) => to !== room);
    for (const message of waited) {
      this.#give(message);
      if (era !== this.#era) return;
    }
  }

  /** A message came in a room. */
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

  /** What waits and is about to say something else; null: it was deleted. */
  amended(id: number, text: string | null): void {
    if (text === null) this.#buffer = this.#buffer.filter((one) => one.id !== id);
    else this.#buffer = this.#buffer.map((one) => (one.id === id ? { ...one, text } : one));
  }

  #setCursor(room: string, cursor: Cursor): void {
    // The last is the one where something was said last.
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

function advance(cursor: Cursor, id: number): void {
  cursor.newest = id;
  for (const own of cursor.own) {
    if (own > id) break;
    cursor.own.delete(own);
  }
}
