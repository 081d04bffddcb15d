/** Brings what was missed, and what comes meanwhile: each stored message once, in order. */
import type { Received } from './happenings.ts';
import type { MessagePage } from './replies.ts';

/** What came while older ones were being asked for; past it, they are asked for as well. */
const BUFFERED_MAX = 1000;

/** How long to wait with telling the server what was received: one word for many messages. */
const RECEIVED_MS = 500;

/** How long to wait before asking again where the server could not answer. */
const AGAIN_MS = 1000;

export interface InboxWorld {
  readonly after: (ms: number, task: () => void) => () => void;
  /** Asks for what was missed after the message `after`. */
  askMissed(after: number): void;
  /** Tells the server that everything up to `upTo` was received. */
  tellReceived(upTo: number): void;
  /** `missed`: it had been sent before the login. */
  deliver(message: Received, missed: boolean): void;
}

export class Inbox {
  readonly #world: InboxWorld;
  readonly #missedMax: number;
  /** Who is logged in. */
  #name: string | null = null;
  /** The newest that was delivered. */
  #place = 0;
  /** The newest that there was at the login. */
  #newest = 0;
  /** Asks for what was missed; what comes meanwhile waits. */
  #catchingUp = false;
  #buffer: Received[] = [];
  #overflow = false;
  #delivered = 0;
  #told = 0;
  #cancelTell: (() => void) | null = null;
  #cancelAgain: (() => void) | null = null;

  /** Of what was missed, no more than `missedMax` are delivered at a login. */
  constructor(world: InboxWorld, missedMax: number) {
    this.#world = world;
    this.#missedMax = missedMax;
  }

  /** Logged in as the registered `name`: the server now tells how far this device has received. */
  entered(name: string): void {
    if (this.#name !== name) this.#place = 0;
    this.#name = name;
    this.#catchingUp = true;
    this.#delivered = 0;
    this.#told = 0;
  }

  renamed(name: string): void {
    if (this.#name !== null) this.#name = name;
  }

  /** Nobody is logged in any more, or nobody knows. */
  left(): void {
    this.#catchingUp = false;
    this.#buffer = [];
    this.#overflow = false;
    this.#cancelTell?.();
    this.#cancelTell = null;
    this.#cancelAgain?.();
    this.#cancelAgain = null;
  }

  /** This device has received everything up to `place`; the newest message of all is `newest`. */
  begin(place: number, newest: number): void {
    if (!this.#catchingUp) return;
    this.#place = Math.max(this.#place, place);
    this.#newest = newest;
    this.#world.askMissed(this.#place);
  }

  /** A page of what was missed; null: the server could not answer. */
  missed(page: MessagePage | null): void {
    if (!this.#catchingUp) return;
    if (page === null) {
      const again = (): void => this.#world.askMissed(this.#place);
      this.#cancelAgain = this.#world.after(AGAIN_MS, again);
      return;
    }
    for (const { id, at, from, to, text } of page.messages) {
      if (id <= this.#place) continue;
      this.#place = id;
      if (this.#delivered++ >= this.#missedMax) continue;
      const name = this.#name ?? '';
      this.#world.deliver({ id, at, from, to: to ?? name, text }, true);
    }
    const enough = this.#delivered >= this.#missedMax;
    if (page.more && page.messages.length > 0 && !enough) {
      return this.#world.askMissed(this.#place);
    }
    if (enough) this.#place = Math.max(this.#place, this.#newest);
    this.#flush();
  }

  #flush(): void {
    const buffer = this.#buffer;
    this.#buffer = [];
    for (const message of buffer) this.#give(message);
    if (this.#overflow) {
      this.#overflow = false;
      return this.#world.askMissed(this.#place);
    }
    this.#catchingUp = false;
    this.#tellSoon();
  }

  /** A message came. */
  arrived(message: Received): void {
    if (!this.#catchingUp || message.id === null) return this.#give(message);
    if (this.#buffer.length < BUFFERED_MAX) this.#buffer.push(message);
    else this.#overflow = true;
  }

  #give(message: Received): void {
    const { id, from, to } = message;
    const isOwn = from === this.#name && to !== this.#name;
    if (id !== null && !isOwn) {
      if (id <= this.#place) return;
      this.#place = id;
      this.#tellSoon();
    }
    this.#world.deliver(message, false);
  }

  #tellSoon(): void {
    this.#cancelTell ??= this.#world.after(RECEIVED_MS, () => {
      this.#cancelTell = null;
      if (this.#place <= this.#told) return;
      this.#told = this.#place;
      this.#world.tellReceived(this.#place);
    });
  }
}
