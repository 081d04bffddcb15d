/**
 * All listeners. Stored events are read back from the log, whether they are new or old, so that nothing is lost or told
 * twice where a listener catches up.
 */
import type { AccountBook } from '../people/accounts.ts';
import type { Person } from '../people/client.ts';
import type { Room } from '../rooms/room.ts';
import type { HubSettings } from '../settings.ts';
import { storedKinds } from '../stored-list.ts';
import type { HubWorld } from '../world.ts';
import { type HubEvent, isPassing } from './event.ts';
import { type Feed, type Hearers, type Listener, Listening } from './listening.ts';
import { type LogEntry, type LogPage, logEntries } from './log-entry.ts';
import type { RecentVisits } from './recent-visits.ts';

/** Log entries per page. */
const PAGE_ENTRIES = 500;

/** Passing events that may wait for stored ones before them. */
const PASSING_MAX = 1000;

interface Passing {
  readonly after: number;
  readonly event: HubEvent;
  readonly hearers: readonly Listening[];
}

/** What is known of rooms and their members. */
interface ListenedRooms {
  readonly visits: RecentVisits;
  /** The room with this id, where it exists. */
  get(id: number): Room | undefined;
}

export class Listeners implements Feed, Hearers {
  readonly #settings: HubSettings;
  readonly #world: HubWorld;
  readonly #accounts: AccountBook;
  readonly #rooms: ListenedRooms;
  readonly #all = new Set<Listening>();
  /** The newest entry that is known to be durable. */
  #newest: number;
  /** Live listeners have heard the log up to this entry. */
  #upTo: number;
  /** A page for live listeners is being read. */
  #reading = false;
  /** Listeners whose last read failed. */
  readonly #stalled = new Set<Listening>();
  readonly #passing: Passing[] = [];
  /** The passing event that was reported last: once for each group of people who hear of it. */
  #reported: HubEvent | null = null;
  #isStalled = false;

  constructor(settings: HubSettings, world: HubWorld, accounts: AccountBook, rooms: ListenedRooms) {
    this.#settings = settings;
    this.#world = world;
    this.#accounts = accounts;
    this.#rooms = rooms;
    this.#newest = world.stored.nextEntry - 1;
    this.#upTo = this.#newest;
  }

  get count(): number {
    return this.#all.size;
  }

  /** Adds `listener`; null: there are too many, or its account is gone. */
  add(listener: Listener): Listening | null {
    const { listenersMax, listenerBehindMax } = this.#settings;
    const { account } = listener;
    const isGone = account !== null && this.#accounts.get(account) === undefined;
    if (isGone || this.#all.size >= listenersMax) return null;
    // Nobody was listening to earlier entries.
    if (this.#all.size === 0 && !this.#reading) this.#upTo = this.#newest;
    const from = listener.from ?? this.#newest;
    const isLive = listener.from === null;
    const listening = new Listening(listener, from, isLive, listenerBehindMax, this);
    this.#all.add(listening);
    if (!isLive) this.read(listening);
    return listening;
  }

  /** The log is durable up to `newest`. */
  grown(newest: number): void {
    this.#newest = Math.max(this.#newest, newest);
    if (this.#all.size > 0) this.#readOn();
  }

  /** Called now and then: retries failed reads. */
  tryAgain(): void {
    for (const listening of [...this.#stalled]) {
      this.#stalled.delete(listening);
      if (!listening.isOver) this.read(listening);
    }
    if (!this.#isStalled) return;
    this.#isStalled = false;
    this.#readOn();
  }

  passed(event: HubEvent, concerns: (person: Person) => boolean): void {
    if (this.#all.size === 0 || !isPassing(event)) return;
    const after = this.#newest;
    const isNew = event !== this.#reported;
    this.#reported = event;
    const hearers = [...this.#all].filter(({ isLive, listener: { account, wants } }) => {
      if (!isLive || !wants.has(event.json.event)) return false;
      if (account === null) return isNew;
      const person = this.#accounts.get(account)?.person;
      return person !== undefined && concerns(person);
    });
    if (hearers.length === 0) return;
    if (this.#upTo >= after) for (const one of hearers) one.pass(event);
    // Past the limit, listeners are so far behind that they can do without it.
    else if (this.#passing.length < PASSING_MAX) this.#passing.push({ after, event, hearers });
  }

  #readOn(): void {
    if (this.#reading || this.#isStalled || this.#upTo >= this.#newest) return;
    this.#reading = true;
    const newest = this.#newest;
    this.#world.archive.ask(logEntries, { after: this.#upTo, limit: PAGE_ENTRIES }, (page) => {
      this.#reading = false;
      if (page === null) {
        this.#isStalled = true;
        return;
      }
      this.#dispatch(whole(page, newest));
      this.#readOn();
    });
  }

  #dispatch({ entries, upTo, more }: LogPage): void {
    let rest = entries;
    while (this.#passing[0] !== undefined && this.#passing[0].after <= upTo) {
      const { after, event, hearers } = this.#passing.shift() as Passing;
      this.#hear({ entries: rest.filter(({ id }) => id <= after), upTo: after, more: true });
      rest = rest.filter(({ id }) => id > after);
      for (const one of hearers) one.pass(event);
    }
    this.#hear({ entries: rest, upTo, more });
    this.#upTo = Math.max(this.#upTo, upTo);
  }

  #hear(page: LogPage): void {
    for (const listening of [...this.#all]) listening.hear(page);
  }

  // --- Feed ---

  read(listening: Listening): void {
    const newest = this.#newest;
    const asked = { after: listening.upTo, limit: PAGE_ENTRIES };
    this.#world.archive.ask(logEntries, asked, (page) => {
      if (listening.isOver) return;
      if (page === null) this.#stalled.add(listening);
      else this.#give(listening, whole(page, newest));
    });
  }

  #give(listening: Listening, page: LogPage): void {
    if (!listening.give(page)) return;
    // From there on, it hears what live listeners hear.
    if (!page.more && listening.upTo >= this.#upTo) listening.follow();
    else this.read(listening);
  }

  left(listening: Listening): void {
    this.#all.delete(listening);
    this.#stalled.delete(listening);
  }

  /**
   * As the entry's kind says who may hear it: by current blocks; and in rooms by membership at the time, as far as that
   * is remembered. From before the last start it is current membership that counts. So whoever catches up then may hear
   * less, such as nothing of the end of a room, but nothing of rooms that it was not in and is not in now.
   */
  concerns(account: number, entry: LogEntry): boolean {
    const { kind, account: by, to, more } = entry;
    const person = this.#accounts.get(account)?.person;
    if (person === undefined) return by === account && kind === 'account-removed';
    if (by === account) return true;
    if (more.hidden === true || to === null) return false;
    switch (storedKinds[kind].heardBy) {
      case 'self':
        return false;
      case 'conversation': {
        // A removed author's words are gone; a blocked one's are not heard.
        const doer = this.#accounts.get(by)?.person;
        if (by !== 0 && (doer === undefined || person.hasBlocked(doer))) return false;
        if (to >= 0) return to === account || more.author === account;
        return this.#wasIn(person, account, entry.id, -to);
      }
      case 'room':
        return this.#wasIn(person, account, entry.id, -to);
    }
  }

  #wasIn(person: Person, account: number, entry: number, id: number): boolean {
    // A departure under way may fail yet.
    const member = this.#rooms.get(id)?.members.get(person);
    return member?.unseen === false || this.#rooms.visits.wasIn(id, account, entry);
  }
}

/** The last page, read when `newest` was durable, covers all up to there, though not each change leaves an entry. */
function whole(page: LogPage, newest: number): LogPage {
  return page.more ? page : { ...page, upTo: Math.max(page.upTo, newest) };
}
