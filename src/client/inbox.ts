/** Delivers direct messages, missed and live: each stored one once, in order. */
import { isStored, type Received } from './events.ts';
import type { MessagePage } from './reply-shapes.ts';

/** Live messages held back while older ones are fetched; past this limit they are dropped and fetched as well. */
const BUFFERED_MAX = 1000;

/** Delay of the acknowledgement, so that one covers many messages. */
const RECEIVED_MS = 500;

/** Delay before a request that the server could not answer is repeated. */
const AGAIN_MS = 1000;

export interface InboxWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Asks for messages missed after the message `after`; the page is null if the request failed. */
  askMissed(after: number, answer: (page: MessagePage | null) => void): void;
  /** Acknowledges everything up to the message `upTo`. */
  tellReceived(upTo: number, answer: (noted: boolean) => void): void;
  /** `missed`: the message was sent before the login. */
  deliver(message: Received, missed: boolean): void;
}

export class Inbox {
  readonly #world: InboxWorld;
  readonly #missedMax: number;
  /** The registered user who is logged in; null when there is none. */
  #name: string | null = null;
  /** Counts logins and logouts: a reply to a request of an earlier era is dropped. */
  #era = 0;
  /** The newest delivered message of other people. */
  #cursor = 0;
  /**
   * Is the cursor known, from this login or one before? The server's may be ahead: other connections share the device.
   */
  #hasCursor = false;
  /** Messages up to this one were left out, because more were missed than are wanted. */
  #leftOut = 0;
  /** The newest message at the time of the login. */
  #newest = 0;
  /** Has the server yet to report how far this device has received? */
  #isUntold = false;
  /** Is it fetching missed messages? Live ones wait in the buffer meanwhile. */
  #catchingUp = false;
  #buffer: Received[] = [];
  /** Did more live messages arrive than the buffer can hold? */
  #overflow = false;
  /** How many more missed messages are wanted. */
  #wanted = 0;
  #told = 0;
  #cancelTell: (() => void) | null = null;
  #cancelAgain: (() => void) | null = null;

  /** At a login, no more than `missedMax` missed messages are delivered. */
  constructor(world: InboxWorld, missedMax: number) {
    this.#world = world;
    this.#missedMax = missedMax;
  }

  /** Logged in as the registered `name`: the server reports next how far this device has received. */
  entered(name: string, isNew: boolean): void {
    this.left();
    this.#hasCursor &&= !isNew && this.#name === name;
    this.#cursor = this.#hasCursor ? Math.max(this.#cursor, this.#leftOut) : 0;
    this.#name = name;
    this.#leftOut = 0;
    this.#wanted = this.#missedMax;
    this.#isUntold = true;
    // With no missed messages wanted, there is nothing to wait for.
    this.#catchingUp = this.#missedMax > 0;
  }

  renamed(name: string): void {
    if (this.#name !== null) this.#name = name;
  }

  /** Logged out, or the connection is lost. */
  left(): void {
    const buffer = this.#buffer;
    this.close();
    // Other people's messages come again among those missed; one's own do not.
    for (const message of buffer) if (this.#isOwn(message)) this.#world.deliver(message, false);
  }

  /** Nothing is delivered from now on. */
  close(): void {
    this.#era++;
    this.#isUntold = false;
    this.#catchingUp = false;
    this.#buffer = [];
    this.#overflow = false;
    this.#cancelTell?.();
    this.#cancelTell = null;
    this.#cancelAgain?.();
    this.#cancelAgain = null;
  }

  /** This device has received everything up to `cursor`; the newest message of all is `newest`. */
  begin(cursor: number, newest: number): void {
    // A server may report it twice.
    if (!this.#isUntold) return;
    this.#isUntold = false;
    if (!this.#hasCursor) this.#cursor = Math.max(this.#cursor, cursor);
    this.#hasCursor = true;
    this.#told = cursor;
    this.#newest = newest;
    if (this.#catchingUp) return this.#ask();
    this.#leftOut = newest;
    this.#tellSoon();
  }

  #ask(): void {
    const era = this.#era;
    this.#world.askMissed(this.#cursor, (page) => {
      if (era !== this.#era) return;
      if (page === null) this.#askLater();
      else this.#missed(page);
    });
  }

  #askLater(): void {
    this.#cancelAgain = this.#world.after(AGAIN_MS, () => {
      this.#cancelAgain = null;
      this.#ask();
    });
  }

  #missed({ messages, more }: MessagePage): void {
    const era = this.#era;
    const before = this.#cursor;
    for (const { id, at, from, to, text, guest, reply, as } of messages) {
      // Messages that came live before this one, one's own among them, may be in no page.
      this.#giveOlderThan(id);
      if (era !== this.#era) return;
      if (id <= this.#cursor) continue;
      // Past the limit of missed messages, but it also came live, and waits in the buffer.
      if (this.#wanted <= 0 && this.#buffer[0]?.id === id) continue;
      this.#cursor = id;
      // An empty text marks a deleted message.
      if (text === '' || this.#wanted-- <= 0) continue;
      const message = { id, at, from, to: to ?? this.#name ?? '', text, guest, reply, as };
      this.#world.deliver(message, true);
      // The listener may have logged out or closed the session.
      if (era !== this.#era) return;
    }
    this.#tellSoon();
    if (more && this.#wanted > 0) {
      // A page without a newer message: its messages are just being erased.
      return this.#cursor > before ? this.#ask() : this.#askLater();
    }
    // Acknowledged, but the cursor stays: live messages as old may still be on their way.
    if (this.#wanted <= 0) this.#leftOut = this.#newest;
    this.#flush();
  }

  /** Delivers buffered messages older than the message `id`. */
  #giveOlderThan(id: number): void {
    const era = this.#era;
    for (let first = this.#buffer[0]; first !== undefined; first = this.#buffer[0]) {
      if (first.id !== null && first.id >= id) return;
      this.#buffer.shift();
      this.#give(first);
      if (era !== this.#era) return;
    }
  }

  #flush(): void {
    const era = this.#era;
    this.#giveOlderThan(Infinity);
    if (era !== this.#era) return;
    if (this.#overflow) {
      // These came live, so the limit of missed messages does not apply.
      this.#overflow = false;
      this.#wanted = Infinity;
      return this.#ask();
    }
    this.#catchingUp = false;
    this.#tellSoon();
  }

  /** A live message has arrived. */
  arrived(message: Received): void {
    if (!this.#catchingUp || !isStored(message)) return this.#give(message);
    if (this.#buffer.length < BUFFERED_MAX) this.#buffer.push(message);
    // One's own messages cannot be fetched: better out of order than lost.
    else if (this.#isOwn(message)) this.#world.deliver(message, false);
    else this.#overflow = true;
  }

  /**
   * Is it one's own, sent from this device or another? Such a message comes once, live, and never among those missed.
   */
  #isOwn({ from }: Received): boolean {
    return from === this.#name;
  }

  #give(message: Received): void {
    if (isStored(message) && !this.#isOwn(message)) {
      if (message.id <= this.#cursor) return;
      this.#cursor = message.id;
      this.#tellSoon();
    }
    this.#world.deliver(message, false);
  }

  /** Replaces the text of a buffered message that was edited; null: it was deleted. */
  amended(id: number, text: string | null): void {
    if (text === null) this.#buffer = this.#buffer.filter((one) => one.id !== id);
    else this.#buffer = this.#buffer.map((one) => (one.id === id ? { ...one, text } : one));
  }

  #tellSoon(ms = RECEIVED_MS): void {
    this.#cancelTell ??= this.#world.after(ms, () => this.tellNow());
  }

  /** Acknowledges now what has not been acknowledged yet. */
  tellNow(): void {
    if (this.#cancelTell === null) return;
    this.#cancelTell();
    this.#cancelTell = null;
    const era = this.#era;
    const told = this.#told;
    const upTo = Math.max(this.#cursor, this.#leftOut);
    if (upTo <= told) return;
    this.#told = upTo;
    this.#world.tellReceived(upTo, (noted) => {
      if (noted || era !== this.#era) return;
      this.#told = told;
      this.#tellSoon(AGAIN_MS);
    });
  }
}
