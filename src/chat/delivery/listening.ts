/** One listener: what it hears, how far it is, and what becomes of it when it does not keep up. */

import type { Person } from '../people/session.ts';
import type { Change } from '../storage.ts';
import type { Event, HubEventName } from './event.ts';
import type { LogEntry, LogPage } from './log-entry.ts';

/** What a listener may name. */
export type Heard = (typeof HEARD)[Change['kind']] | HubEventName;

/** What happened in so many words: what a listener names, by how the log has it. */
const HEARD = {
  message: 'message',
  edited: 'edited',
  deleted: 'deleted',
  reaction: 'reacted',
  pin: 'room',
  room: 'room',
  'room-removed': 'room',
  member: 'room',
  'member-removed': 'room',
  ban: 'room',
  unban: 'room',
  'room-mute': 'room',
  'room-invitation': 'room',
  read: 'read',
  block: 'blocked',
  account: 'account',
  'account-removed': 'account',
  device: 'device',
  'device-removed': 'device',
  invitation: 'invitation',
  audit: 'audit',
} as const satisfies Record<Change['kind'], string>;

/** What a listener is told: an entry of the log, or with the id null what is in none: it is told as it happens, and never again. */
export type Told =
  | { readonly id: number; readonly entry: LogEntry }
  | { readonly id: null; readonly event: Event };

/** Why a listener is told nothing more. */
export type ListeningEnd =
  /** It is too far behind: it may go on from where it is. */
  | 'behind'
  /** Its account is gone. */
  | 'gone';

/** Who wants to hear what happens. */
export interface Listener {
  /** What it wants to hear; nothing else is made for it. */
  readonly wants: ReadonlySet<Heard>;
  /** For whom it hears: what this account may know. Null: everything, for the owner of the server. */
  readonly account: number | null;
  /** The entry of the log after which it goes on; null: it hears what happens from now on. */
  readonly from: number | null;
  /** Takes what happened, in its order. False: it takes no more before it calls `goOn`. */
  tell(told: Told): boolean;
  /** It is told nothing more. It is through with the log up to the entry `upTo`. */
  ended(why: ListeningEnd, upTo: number): void;
}

/** Those who listen, for whoever tells of events. */
export interface Hearers {
  /**
   * `event` is told; where it is in no log those hear of it who are live, behind what was stored before. `concerns`: is it for
   * this one?
   */
  passed(event: Event, concerns: (person: Person) => boolean): void;
}

/** What one listener asks of those who look after all of them. */
export interface Feed {
  /** May `account` know of `entry`? */
  concerns(account: number, entry: LogEntry): boolean;
  /** `listening`, which was behind or busy, wants the next page of what is behind it. */
  read(listening: Listening): void;
  /** It is no more. */
  left(listening: Listening): void;
}

export class Listening {
  readonly listener: Listener;
  readonly #feed: Feed;
  readonly #behindMax: number;
  /** It is through with the log up to this entry. */
  #upTo: number;
  /** `live`: it is told what happens; `reading`: a page of what is behind it is on its way; `busy`: it takes nothing now. */
  #state: 'live' | 'reading' | 'busy' | 'over';
  /** What was read and not taken yet. */
  #rest: readonly LogEntry[] = [];
  /** Up to where that reaches. */
  #readUpTo: number;
  /** Entries that came while it was busy. */
  #behind = 0;

  constructor(listener: Listener, from: number, isLive: boolean, behindMax: number, feed: Feed) {
    this.listener = listener;
    this.#upTo = from;
    this.#readUpTo = from;
    this.#state = isLive ? 'live' : 'reading';
    this.#behindMax = behindMax;
    this.#feed = feed;
  }

  /** It is through with the log up to this entry: after it, it can go on at any time. */
  get upTo(): number {
    return this.#upTo;
  }

  get isLive(): boolean {
    return this.#state === 'live';
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** It takes more again. */
  goOn(): void {
    if (this.#state !== 'busy') return;
    this.#behind = 0;
    if (!this.#giveRest()) return;
    this.#state = 'reading';
    this.#feed.read(this);
  }

  /** It wants to hear nothing more; it is not told so. */
  leave(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#rest = [];
    this.#feed.left(this);
  }

  // --- of the feed ---

  /** A page of what is behind it. @returns whether it has taken all of that */
  give(page: LogPage): boolean {
    this.#rest = page.entries;
    this.#readUpTo = page.upTo;
    return this.#giveRest();
  }

  /** It has caught up. */
  follow(): void {
    if (this.#state === 'reading') this.#state = 'live';
  }

  /** The log has `page`, which nobody has heard yet. */
  hear(page: LogPage): void {
    if (this.#state === 'live') this.give(page);
    else if (this.#state === 'busy') this.#fallBehind(page.entries.length);
  }

  /** What is in no log has happened. */
  pass(event: Event): void {
    if (this.#state === 'live' && !this.listener.tell({ id: null, event })) this.#pause();
  }

  /** @returns whether it has taken all of that */
  #giveRest(): boolean {
    const { listener } = this;
    const rest = this.#rest;
    for (let i = 0; i < rest.length; i++) {
      const entry = rest[i] as LogEntry;
      if (entry.id <= this.#upTo) continue;
      this.#upTo = entry.id;
      if (this.#wants(entry) && !listener.tell({ id: entry.id, entry })) {
        this.#rest = rest.slice(i + 1);
        this.#pause();
        return false;
      }
      if (this.#state === 'over') return false;
      if (isEndOf(listener.account, entry)) {
        this.#end('gone');
        return false;
      }
    }
    this.#rest = [];
    this.#upTo = Math.max(this.#upTo, this.#readUpTo);
    return true;
  }

  #wants(entry: LogEntry): boolean {
    const { wants, account } = this.listener;
    if (!wants.has(HEARD[entry.kind])) return false;
    return account === null || this.#feed.concerns(account, entry);
  }

  #pause(): void {
    if (this.#state !== 'over') this.#state = 'busy';
  }

  #fallBehind(entries: number): void {
    this.#behind += entries;
    if (this.#behind > this.#behindMax) this.#end('behind');
  }

  #end(why: ListeningEnd): void {
    const upTo = this.#upTo;
    this.leave();
    this.listener.ended(why, upTo);
  }
}

function isEndOf(account: number | null, entry: LogEntry): boolean {
  return account !== null && entry.kind === 'account-removed' && entry.account === account;
}
