/** Brings what was missed, and what comes meanwhile: each stored message once, in order. */
import { isStored, type Received } from './events.ts';
import type { MessagePage } from './reply-shapes.ts';

/** What came while older ones were being asked for; past it, they are asked for as well. */
const BUFFERED_MAX = 1000;

/** How long to wait with telling the server what was received: one word for many messages. */
const RECEIVED_MS = 500;

/** How long to wait before asking or telling again where the server could not answer. */
const AGAIN_MS = 1000;

export interface InboxWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Asks for what was missed after the message `after`; the answer is null where the server had none. */
  askMissed(after: number, answer: (page: MessagePage | null) => void): void;
  /** Tells the server that everything up to `upTo` was received. */
  tellReceived(upTo: number, answer: (noted: boolean) => void): void;
  /** `missed`: it had been sent before the login. */
  deliver(message: Received, missed: boolean): void;
}

export class Inbox {
  readonly #world: InboxWorld;
  readonly #missedMax: number;
  /** Who is logged in. */
  #name: string | null = null;
  /** Counts logins and logouts: what answers a question of another time is dropped. */
  #era = 0;
  /** The newest that was delivered of what others sent. */
  #cursor = 0;
  /** Is it known, from this login or one before? It may be less than that of the device, of which there may be others. */
  #hasCursor = false;
  /** What is older was to be left out: it was more than was wanted. */
  #leftOut = 0;
  /** The newest that there was at the login. */
  #newest = 0;
  /** The server has not told yet how far this device has received. */
  #isUntold = false;
  /** Asks for what was missed; what comes meanwhile waits. */
  #catchingUp = false;
  #buffer: Received[] = [];
  /** More came than the buffer has room for. */
  #overflow = false;
  /** How many more of those that were missed are wanted. */
  #wanted = 0;
  #told = 0;
  #cancelTell: (() => void) | null = null;
  #cancelAgain: (() => void) | null = null;

  /** Of what was missed, no more than `missedMax` are delivered at a login. */
  constructor(world: InboxWorld, missedMax: number) {
    this.#world = world;
    this.#missedMax = missedMax;
  }

  /** Logged in as the registered `name`: the server now tells how far this device has received. */
  entered(name: string, isNew: boolean): void {
    this.left();
    this.#hasCursor &&= !isNew && this.#name === name;
    this.#cursor = this.#hasCursor ? Math.max(this.#cursor, this.#leftOut) : 0;
    this.#name = name;
    this.#leftOut = 0;
    this.#wanted = this.#missedMax;
    this.#isUntold = true;
    // Where nothing that was missed is wanted, there is nothing to wait for.
    this.#catchingUp = this.#missedMax > 0;
  }

  renamed(name: string): void {
    if (this.#name !== null) this.#name = name;
  }

  /** Nobody is logged in any more, or nobody knows. */
  left(): void {
    const buffer = this.#buffer;
    this.close();
    // What others sent comes again with what was missed; one's own does not.
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
    // A server may say so twice.
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
    for (const { id, at, from, to, text, guest, reply } of messages) {
      // What came before it was sent, from here or another device, is in no page.
      this.#giveOlderThan(id);
      if (era !== this.#era) return;
      if (id <= this.#cursor) continue;
      // Not wanted as one that was missed, but it came live as well, and waits.
      if (this.#wanted <= 0 && this.#buffer[0]?.id === id) continue;
      this.#cursor = id;
      // A tombstone says nothing.
      if (text === '' || this.#wanted-- <= 0) continue;
      const message = { id, at, from, to: to ?? this.#name ?? '', text, guest, reply };
      this.#world.deliver(message, true);
      // Whoever heard of it may have had enough.
      if (era !== this.#era) return;
    }
    this.#tellSoon();
    if (more && this.#wanted > 0) {
      // A page may have nothing that is new where what was on it is being erased.
      return this.#cursor > before ? this.#ask() : this.#askLater();
    }
    // Only told to the server, and not the cursor: what is as old may still be on its way as a live one.
    if (this.#wanted <= 0) this.#leftOut = this.#newest;
    this.#flush();
  }

  /** Delivers what came meanwhile and is older than message `id`. */
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
      // These came live, so all of them are wanted.
      this.#overflow = false;
      this.#wanted = Infinity;
      return this.#ask();
    }
    this.#catchingUp = false;
    this.#tellSoon();
  }

  /** A message came. */
  arrived(message: Received): void {
    if (!this.#catchingUp || !isStored(message)) return this.#give(message);
    if (this.#buffer.length < BUFFERED_MAX) this.#buffer.push(message);
    // One's own cannot be asked for: rather out of its turn than not at all.
    else if (this.#isOwn(message)) this.#world.deliver(message, false);
    else this.#overflow = true;
  }

  /** Sent from here or another device: it comes once, live, and is never among what was missed. */
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

  /** What waits and is about to say something else; null: it was deleted. */
  amended(id: number, text: string | null): void {
    if (text === null) this.#buffer = this.#buffer.filter((one) => one.id !== id);
    else this.#buffer = this.#buffer.map((one) => (one.id === id ? { ...one, text } : one));
  }

  #tellSoon(ms = RECEIVED_MS): void {
    this.#cancelTell ??= this.#world.after(ms, () => this.tellNow());
  }

  /** Tells the server what it has not been told yet. */
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
