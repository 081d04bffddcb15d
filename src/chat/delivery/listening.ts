/** One listener: the events it wants, its position, and what happens when it does not keep up. */

import type { Person } from '../people/client.ts';
import type { ChangeName } from '../storage.ts';
import { storedKinds } from '../stored-list.ts';
import type { HubEvent, HubEventName } from './event.ts';
import type { LogEntry, LogPage } from './log-entry.ts';

/** An event that a listener may name. */
export type Heard = (typeof storedKinds)[ChangeName]['heardAs'] | HubEventName;

/**
 * An event as a listener hears it: an entry of the log; or, with the id null, a passing event, which is told as it
 * happens and never again.
 */
export type Told =
  | { readonly id: number; readonly entry: LogEntry }
  | { readonly id: null; readonly event: HubEvent };

/** Why listening ended. */
export type ListeningEnd =
  /** It is too far behind: it may start again from its position. */
  | 'behind'
  /** Its account is gone. */
  | 'gone';

/** A consumer of events. */
export interface Listener {
  /** The events it wants; no others are prepared for it. */
  readonly wants: ReadonlySet<Heard>;
  /**
   * The account for which it listens, which limits what it hears. Null: the owner of the server, who hears everything.
   */
  readonly account: number | null;
  /** The log entry after which it starts; null: with whatever happens next. */
  readonly from: number | null;
  /** Takes the next event. False: it takes no more until it calls `goOn`. */
  tell(told: Told): boolean;
  /** It hears nothing more. It has heard the log up to the entry `upTo`. */
  ended(why: ListeningEnd, upTo: number): void;
}

/** All listeners, as those who report events see them. */
export interface Hearers {
  /**
   * Reports `event`. If it is in no log, live listeners hear it after everything stored before. `concerns`: may this
   * person hear it? Where one event is reported for several groups of people, no person is in two of them.
   */
  passed(event: HubEvent, concerns: (person: Person) => boolean): void;
}

/** What one listener needs from the collection of listeners. */
export interface Feed {
  /** May `account` know of `entry`? */
  concerns(account: number, entry: LogEntry): boolean;
  /** `listening`, which was behind or busy, wants its next page. */
  read(listening: Listening): void;
  /** It has ended. */
  left(listening: Listening): void;
}

export class Listening {
  readonly listener: Listener;
  readonly #feed: Feed;
  readonly #behindMax: number;
  /** It has heard the log up to this entry. */
  #upTo: number;
  /** `live`: hears events as they happen; `reading`: waits for a page of the backlog; `busy`: takes nothing now. */
  #state: 'live' | 'reading' | 'busy' | 'over';
  /** Entries that were read and not yet taken. */
  #rest: readonly LogEntry[] = [];
  /** The last entry that they cover. */
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

  /** It has heard the log up to this entry, after which it can be resumed at any time. */
  get upTo(): number {
    return this.#upTo;
  }

  get isLive(): boolean {
    return this.#state === 'live';
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** It takes events again. */
  goOn(): void {
    if (this.#state !== 'busy') return;
    this.#behind = 0;
    if (!this.#giveRest()) return;
    this.#state = 'reading';
    this.#feed.read(this);
  }

  /** Stops listening, without a call of `ended`. */
  leave(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#rest = [];
    this.#feed.left(this);
  }

  // --- called by the feed ---

  /** Gives a page of the backlog. @returns whether all of it was taken */
  give(page: LogPage): boolean {
    this.#rest = page.entries;
    this.#readUpTo = page.upTo;
    return this.#giveRest();
  }

  /** It has caught up, and becomes live. */
  follow(): void {
    if (this.#state === 'reading') this.#state = 'live';
  }

  /** Gives new entries of the log. */
  hear(page: LogPage): void {
    if (this.#state === 'live') this.give(page);
    else if (this.#state === 'busy') this.#fallBehind(page.entries.length);
  }

  /** Gives a passing event. */
  pass(event: HubEvent): void {
    if (this.#state === 'live' && !this.listener.tell({ id: null, event })) this.#pause();
  }

  /** @returns whether everything was taken */
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
    if (!wants.has(storedKinds[entry.kind].heardAs)) return false;
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
