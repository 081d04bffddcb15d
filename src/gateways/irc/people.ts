/** The people of whom clients of IRC have heard, and the nicks by which they know them. */
import type { State } from '../../protocol/members.ts';
import { nameKey } from '../../protocol/names.ts';
import { aliasOf, hostOf, isNick } from './nicks.ts';

/** The user name of people who have not given one: those of other gateways. */
const NO_USER = '~u';

/** People who are remembered although no room and no session has them. */
const STRANGERS_MAX = 20_000;

/** What is known of a person. Changed by `IrcPeople` and by what sessions hear. */
export class IrcPerson {
  readonly name: string;
  readonly nick: string;
  /** `nick!user@host` */
  source: string;
  user = NO_USER;
  realName: string;
  readonly host: string;
  /** Null: not known. */
  guest: boolean | null = null;
  /** Null: not known. */
  state: State | null = null;
  awayText: string | null = null;
  /** Rooms and sessions that have this person; while there are any, nobody else gets the nick. */
  uses = 0;
  /** Sessions over IRC. */
  sessions = 0;

  constructor(name: string, nick: string) {
    this.name = name;
    this.nick = nick;
    this.host = hostOf(name);
    this.realName = name;
    this.source = `${nick}!${NO_USER}@${this.host}`;
  }

  /** The account's name as IRC shows it; `none` for a guest, or where it is not known. */
  account(none: string): string {
    return this.guest === false ? this.nick : none;
  }

  /** The first session over IRC says who the person is. */
  introduce(user: string, realName: string): void {
    if (this.sessions > 1) return;
    this.user = user;
    this.realName = realName;
    this.source = `${this.nick}!${user}@${this.host}`;
  }
}

export class IrcPeople {
  readonly #byName = new Map<string, IrcPerson>();
  /** By the key of the nick. Services have theirs too, so nobody seems to be one. */
  readonly #byNick = new Map<string, IrcPerson>();
  readonly #services: ReadonlySet<string>;

  constructor(services: readonly string[]) {
    this.#services = new Set(services.map(nameKey));
  }

  /** The person called `name`. */
  named(name: string): IrcPerson {
    return this.#byName.get(name) ?? this.#meet(name);
  }

  /** Who `nick` is, where anybody has heard of them. */
  withNick(nick: string): IrcPerson | undefined {
    return this.#byNick.get(nameKey(nick));
  }

  /** The name of whom a client calls `nick`. */
  nameOf(nick: string): string {
    return this.withNick(nick)?.name ?? nick;
  }

  nickOf(name: string): string {
    return this.named(name).nick;
  }

  /** Is `nick` a service's, or the nick of somebody who is here under another name? */
  isTaken(nick: string): boolean {
    const key = nameKey(nick);
    if (this.#services.has(key)) return true;
    const other = this.#byNick.get(key);
    return other !== undefined && other.uses > 0 && other.name !== nick && isAlias(other);
  }

  isService(nick: string): boolean {
    return this.#services.has(nameKey(nick));
  }

  #meet(name: string): IrcPerson {
    if (this.#byName.size >= STRANGERS_MAX) this.#forgetStrangers();
    for (let number = 1; ; number++) {
      const nick = number === 1 && isNick(name) ? name : aliasOf(name, number);
      const key = nameKey(nick);
      const other = this.#byNick.get(key);
      if (this.#services.has(key) || (other !== undefined && other.uses > 0)) continue;
      if (other !== undefined) this.#byName.delete(other.name);
      const person = new IrcPerson(name, nick);
      this.#byName.set(name, person);
      this.#byNick.set(key, person);
      return person;
    }
  }

  #forgetStrangers(): void {
    for (const [name, person] of this.#byName) {
      if (person.uses > 0) continue;
      this.#byName.delete(name);
      this.#byNick.delete(nameKey(person.nick));
    }
  }
}

function isAlias({ name, nick }: IrcPerson): boolean {
  return name !== nick;
}
