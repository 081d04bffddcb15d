/** What all sessions over IRC share: the server's name, the people and rooms that clients have been told of. */
import { randomBytes } from 'node:crypto';
import { MessageIds } from './ids.ts';
import { IrcPeople, type IrcPerson } from './people.ts';
import { RoomViews } from './room-views.ts';
import type { IrcSettings } from './settings.ts';

/** Names of the gateway's own, which answer private messages. */
export const NICK_SERVICE = 'NickServ';
export const SERVER_SERVICE = 'Chinwag';
/** A service elsewhere; here its name is only kept from people who would pass for it. */
const CHANNEL_SERVICE = 'ChanServ';

/** The nick of an author who is gone: accounts that were removed. */
export const DELETED = 'deleted';

export class IrcNetwork {
  readonly settings: IrcSettings;
  /** The name of the server, with a dot. */
  readonly server: string;
  readonly startedAt: number;
  readonly people = new IrcPeople([NICK_SERVICE, SERVER_SERVICE, CHANNEL_SERVICE, DELETED]);
  readonly rooms = new RoomViews();
  readonly ids = new MessageIds(randomBytes(5).toString('hex'));
  /** Sessions that have been welcomed. */
  sessions = 0;
  sessionsMost = 0;

  constructor(settings: IrcSettings) {
    this.settings = settings;
    this.server = settings.serverName;
    this.startedAt = settings.now();
  }

  /** The source of what a service says. */
  sourceOf(service: string): string {
    return `${service}!${service}@services.${this.server}`;
  }

  /** A session's person is now called `name`; `before`: who it was. Others of that person may have been told already. */
  becomes(before: IrcPerson | null, name: string): IrcPerson {
    const now = this.people.named(name);
    if (before !== null) {
      now.introduce(before.user, before.realName);
      now.guest = before.guest;
      now.state = before.state;
      for (const room of this.rooms.of(before.name)) {
        const role = room.roleOf(before.name);
        room.remove(before.name);
        if (role !== null) room.add(now, role);
      }
      before.uses--;
      before.sessions--;
    }
    now.uses++;
    now.sessions++;
    return now;
  }

  /** A session is logged out; `ready`: it had been welcomed. */
  went(person: IrcPerson, ready: boolean): void {
    person.uses--;
    person.sessions--;
    if (ready) this.sessions--;
  }

  came(): void {
    this.sessions++;
    if (this.sessions > this.sessionsMost) this.sessionsMost = this.sessions;
  }
}
