/** The people of whom clients of IRC have heard, and the nicks by which they know them. */
import type { State } from '../../protocol/members.ts';
import { nameKey } from '../../protocol/names.ts';
import { aliasOf, hostOf, isNick } from './nicks.ts';

/** The user name of people who have not given one: those of other gateways. */
const NO_USER = '~u';

/** People who are remembered although no room and no session has or knows them. */
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
  /** Rooms and sessions that have this person. */
  uses = 0;
  /** Sessions that know this person: see `Acquaintances`. */
  knownTo = 0;
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
    return this.accountName ?? none;
  }

  /** The name of the account; null for a guest, or where it is not known. */
  get accountName(): string | null {
    return this.guest === false ? this.nick : null;
  }

  /** Does anybody know the nick as this person's? Then nobody else gets it. */
  get isKnown(): boolean {
    return this.uses > 0 || this.knownTo > 0;
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
  /** With so many people, those whom nobody knows are forgotten. */
  #forgetAt = STRANGERS_MAX;

  constructor(services: readonly string[]) {
    this.#services = new Set(services.map(nameKey));
  }

  /** The person called `name`. */
  named(name: string): IrcPerson {
    return this.#byName.get(name) ?? this.#meet(name);
  }

  /** The same for somebody in a long list, who is remembered only where their nick would not say who they are. */
  listed(name: string): IrcPerson {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    return isNick(name) && this.#isFree(nameKey(name))
      ? new IrcPerson(name, name)
      : this.#meet(name);
  }

  /**
   * The person called `name`, who logs in over IRC: their name is their nick, as nobody else who had it can be here any
   * more.
   */
  arriving(name: string): IrcPerson {
    const known = this.#byName.get(name);
    if (known?.nick === name) return known;
    const other = this.#byNick.get(nameKey(name));
    if (!isNick(name) || (other !== undefined && other.uses > 0)) return known ?? this.#meet(name);
    if (other !== undefined) this.#forget(other);
    if (known !== undefined) this.#forget(known);
    return this.#meet(name);
  }

  /** Who `before` is from now on, under the name `name`. */
  renamed(before: IrcPerson, name: string): IrcPerson {
    const key = nameKey(before.nick);
    // Only spelled otherwise: the nick is theirs.
    if (key === nameKey(name) && this.#byNick.get(key) === before) this.#forget(before);
    return this.arriving(name);
  }

  /** Who `nick` is, where anybody has heard of them. */
  withNick(nick: string): IrcPerson | undefined {
    return this.#byNick.get(nameKey(nick));
  }

  nickOf(name: string): string {
    return this.named(name).nick;
  }

  isService(nick: string): boolean {
    return this.#services.has(nameKey(nick));
  }

  #meet(name: string): IrcPerson {
    if (this.#byName.size >= this.#forgetAt) this.#forgetStrangers();
    for (let number = isNick(name) ? 0 : 1; ; number++) {
      const nick = number === 0 ? name : aliasOf(name, number);
      const key = nameKey(nick);
      if (!this.#isFree(key)) continue;
      const other = this.#byNick.get(key);
      if (other !== undefined) this.#forget(other);
      const person = new IrcPerson(name, nick);
      this.#byName.set(name, person);
      this.#byNick.set(key, person);
      return person;
    }
  }

  /** May somebody new have the nick with this key? */
  #isFree(key: string): boolean {
    return !this.#services.has(key) && this.#byNick.get(key)?.isKnown !== true;
  }

  #forgetStrangers(): void {
    for (const person of this.#byName.values()) if (!person.isKnown) this.#forget(person);
    // Where most are known, not everybody is looked at again for each who is new.
    this.#forgetAt = Math.max(STRANGERS_MAX, 2 * this.#byName.size);
  }

  #forget(person: IrcPerson): void {
    this.#byName.delete(person.name);
    this.#byNick.delete(nameKey(person.nick));
  }
}
