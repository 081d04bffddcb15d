/** What all sessions over IRC share: the server's name, the people and rooms that clients have been told of. */
import { randomBytes } from 'node:crypto';
import { Cap } from './capabilities.ts';
import { MessageIds } from './ids.ts';
import { IrcPeople, type IrcPerson } from './people.ts';
import { type RoomHearer, RoomViews } from './room-views.ts';
import type { IrcSettings } from './settings.ts';
import { Whowas } from './whowas.ts';

/** Names of the gateway's own, which answer private messages. */
export const NICK_SERVICE = 'NickServ';
export const SERVER_SERVICE = 'Chinwag';
export const CHANNEL_SERVICE = 'ChanServ';

/** The nick of an author who is gone: accounts that were removed. */
export const DELETED = 'deleted';

/** IRCv3 chghost: a host is made of the name. */
export function hostLine(before: IrcPerson, { nick, user, host }: IrcPerson): string {
  return `:${nick}!${user}@${before.host} CHGHOST ${user} ${host}\r\n`;
}

/** As USER says it; null: not yet. */
interface Introduction {
  readonly user: string | null;
  readonly realName: string;
}

interface Rename {
  readonly before: IrcPerson;
  readonly now: IrcPerson;
  readonly told: Set<RoomHearer>;
}

export class IrcNetwork {
  readonly settings: IrcSettings;
  /** The name of the server, with a dot. */
  readonly server: string;
  readonly startedAt: number;
  readonly people = new IrcPeople([NICK_SERVICE, SERVER_SERVICE, CHANNEL_SERVICE, DELETED]);
  readonly rooms = new RoomViews();
  readonly whowas = new Whowas();
  /** Sessions that have been welcomed, in that order. */
  readonly everybody = new Set<RoomHearer>();
  readonly ids = new MessageIds(randomBytes(5).toString('hex'));
  sessionsMost = 0;
  #batches = 0;

  constructor(settings: IrcSettings) {
    this.settings = settings;
    this.server = settings.serverName;
    this.startedAt = settings.now();
  }

  /** The reference of a batch that many may be told; those of sessions' own answers have no hyphen. */
  nextBatch(): string {
    return `m-${(++this.#batches).toString(36)}`;
  }

  /** The source of what a service says. */
  sourceOf(service: string): string {
    return `${service}!${service}@services.${this.server}`;
  }

  /**
   * A session's person is now called `name`; `before`: who it was, or null, where it is who `opening` says. Others of that
   * person may have been told already.
   */
  becomes(before: IrcPerson | null, name: string, { user, realName }: Introduction): IrcPerson {
    const { people } = this;
    const now = before === null ? people.arriving(name) : people.renamed(before, name);
    now.uses++;
    now.sessions++;
    if (before === null) {
      if (user !== null) now.introduce(user, realName || now.nick);
      return now;
    }
    now.introduce(before.user, before.realName);
    now.guest = before.guest;
    now.state = before.state;
    now.awayText = before.awayText;
    const told = this.#renamed(before, now);
    for (const one of told) {
      one.hear(`:${before.source} NICK ${now.nick}\r\n`);
      if (one.has(Cap.chghost)) one.hear(hostLine(before, now));
    }
    // Of several sessions the first has told others.
    const first = this.#told;
    const isAgain = first?.before === before && first.now === now;
    this.#told = { before, now, told: isAgain ? first.told.union(told) : told };
    before.uses--;
    before.sessions--;
    return now;
  }

  /** The last rename, and who has been told of it. */
  #told: Rename | null = null;

  /**
   * Somebody who was called `was` is called `name`, as `hearer` is to be told; null: it has been. Somebody without a
   * session over IRC is renamed by the first who hears of it.
   */
  renamed(was: string, name: string, hearer: RoomHearer): Pick<Rename, 'before' | 'now'> | null {
    let rename = this.#told;
    if (rename?.before.name !== was || rename.now.name !== name) {
      const before = this.people.named(was);
      const now = this.people.renamed(before, name);
      now.guest = before.guest;
      now.state = before.state;
      now.awayText = before.awayText;
      this.#renamed(before, now);
      rename = { before, now, told: new Set() };
      this.#told = rename;
    }
    if (rename.told.has(hearer)) return null;
    rename.told.add(hearer);
    return rename;
  }

  /** Rooms have `now` where they had `before`. @returns others in them */
  #renamed(before: IrcPerson, now: IrcPerson): Set<RoomHearer> {
    const hearers = this.rooms.around(before);
    for (const room of this.rooms.of(before.name)) {
      const standing = room.standingOf(before.name);
      room.remove(before.name);
      if (standing !== null) room.add(now, standing.role, standing.voice);
    }
    this.whowas.left(before, this.settings.now());
    return hearers;
  }

  /** `person` of `session` is logged out. */
  went(session: RoomHearer, person: IrcPerson): void {
    person.uses--;
    person.sessions--;
    if (this.everybody.delete(session) && person.sessions === 0) {
      this.whowas.left(person, this.settings.now());
    }
  }

  came(session: RoomHearer): void {
    this.everybody.add(session);
    this.sessionsMost = Math.max(this.sessionsMost, this.everybody.size);
  }
}
