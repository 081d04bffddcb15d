/**
 * The hub: the only code that changes the state of the chat. Synchronous; it reads no clock and no random
 * source and does no I/O, so that the order of things is the order of the calls, and a test can drive
 * thousands of clients from a seed. What must be durable is appended to the log, and done when the log says so.
 */

import { Reason } from '../protocol/frames.ts';
import { saidHello } from '../protocol/hearing.ts';
import { nameKey } from '../protocol/names.ts';
import { type Answer, reasonOf } from './answer.ts';
import { Calls } from './calls.ts';
import { Delivery } from './delivery/delivery.ts';
import { Listeners } from './delivery/listeners.ts';
import type { Listener, Listening } from './delivery/listening.ts';
import { RecentVisits } from './delivery/recent-visits.ts';
import { shareOf } from './limits/shares.ts';
import { TextQuota } from './limits/text-quota.ts';
import type { Roster } from './name.ts';
import { AccountBook } from './people/accounts.ts';
import {
  type Account,
  type Actor,
  type Client,
  type Device,
  newClient,
  Person,
} from './people/client.ts';
import { FormerNames } from './people/former-names.ts';
import { Guests } from './people/guests.ts';
import { Watches } from './people/watches.ts';
import type { Connection, Ticket } from './ports.ts';
import { matters } from './refusals.ts';
import { Rooms } from './rooms/rooms.ts';
import type { HubSettings } from './settings.ts';
import type { HubWorld } from './world.ts';

export class Hub {
  readonly settings: HubSettings;
  readonly world: HubWorld;
  readonly accounts: AccountBook;
  readonly delivery: Delivery;
  readonly rooms: Rooms;
  readonly texts: TextQuota;
  readonly calls: Calls;
  readonly visits: RecentVisits;
  readonly listeners: Listeners;
  readonly former = new FormerNames();
  readonly watches = new Watches();
  /** People who are logged in. Names compare exactly: case, and every code point. */
  #people = new Map<string, Person>();
  readonly #guests = new Guests();
  #roster: Roster | null = null;

  constructor(settings: HubSettings, world: HubWorld) {
    this.settings = settings;
    this.world = world;
    this.accounts = new AccountBook(world.stored);
    this.visits = new RecentVisits(world.stored.nextEntry - 1);
    this.listeners = new Listeners(settings, world, this.accounts, {
      visits: this.visits,
      get: (id) => this.rooms.book.get(id),
    });
    this.delivery = new Delivery(this);
    this.rooms = new Rooms(this);
    this.texts = new TextQuota(this);
    this.calls = new Calls(settings, world, this.accounts);
    world.log.grown = (newest) => this.listeners.grown(newest);
    for (const { account, blocked } of world.stored.blocks) {
      const other = this.accounts.get(blocked);
      if (other !== undefined) this.accounts.get(account)?.person.block(other.person, true);
    }
  }

  /**
   * A client connected from `address`; `id` names the connection in the log. `confidential`: nobody else can listen.
   */
  connect(
    id: number,
    address: string,
    confidential: boolean,
    connection: Connection,
    token: string | null = null,
  ): Client {
    return newClient(this.world.limits, { id, address, confidential, connection, token });
  }

  /**
   * Tells `listener` what happens, from now on or from the entry that it starts after, in order and each once. Null:
   * there are too many listeners, or its account is gone.
   */
  listen(listener: Listener): Listening | null {
    return this.listeners.add(listener);
  }

  /** The connection closed, or died: the person is logged out here. `words`: see `leave`. */
  disconnect(client: Client, why: string, words: string | null = null): void {
    client.gone = true;
    this.watches.clear(client);
    if (client.person !== null) this.leave(client, why, words);
  }

  /** Everything queued for `client` has been written. */
  written(client: Client): void {
    this.delivery.written(client);
  }

  /** Called now and then: retries what could not be read or stored. */
  tryAgain(): void {
    this.delivery.tryAgain();
    this.listeners.tryAgain();
    this.rooms.succession.tryAgain();
  }

  // --- for the commands ---

  /** The person logged in as `name`, or registered and away. */
  find(name: string): Person | undefined {
    return this.#people.get(name) ?? this.accountOf(name)?.person;
  }

  /** The account that the name belongs to. */
  accountOf(name: string): Account | undefined {
    const account = this.accounts.find(name);
    return account?.leaving === true ? undefined : account;
  }

  get full(): boolean {
    return this.#people.size >= this.settings.peopleMax;
  }

  /** Why no more guests can log in from the address of `actor`, or Reason.none. */
  fullForGuests({ share }: Actor): Reason {
    const { guestsMax } = this.settings;
    if (this.full || this.#guests.count >= guestsMax) return Reason.serverFull;
    return this.#guests.shares.of(share) < shareOf(guestsMax)
      ? Reason.none
      : Reason.tooManyConnections;
  }

  /** Could this be anyone: a guest, or a person whose account is new? */
  isStranger({ account }: Person): boolean {
    if (account === null) return true;
    const { createdAt, operator } = account.record;
    return !operator && createdAt > this.world.now() - this.settings.newcomerMs;
  }

  /** People who are logged in, in the order of their logins. */
  get people(): Iterable<Person> {
    return this.#people.values();
  }

  get roster(): Roster {
    this.#roster ??= {
      kind: 'roster',
      names: Array.from(this.#people.values(), ({ named }) => named),
    };
    return this.#roster;
  }

  /** Is a guest other than `actor` logged in under a name that `name` would reserve, or was until lately? */
  guestHas(name: string, actor: Actor | null): boolean {
    const key = nameKey(name);
    const own = actor?.person ?? null;
    const ownCount = own?.account === null && own.key === key ? 1 : 0;
    if (this.#guests.called(key) > ownCount) return true;
    return this.former.keepsAnyLike(name, own, this.world.now());
  }

  /** Logs `client` in as the guest `name`, which is free and allowed. */
  enter(client: Client, name: string): void {
    this.#enter(client, new Person(name, null, client.addressGroup));
  }

  /** Logs `client` in as a registered person. */
  enterAccount(client: Client, account: Account, device: Device | null): void {
    // People it writes to from now on are no strangers to it.
    account.waiting.acquaintances = null;
    client.device = device;
    // Messages still on their way from an earlier login here are not sent again.
    client.given = saidHello(client.hearing)
      ? 0
      : Math.max(client.owed?.get(account) ?? 0, account.cursor);
    this.#enter(client, account.person);
  }

  #enter(client: Client, person: Person): void {
    client.person = person;
    person.clients.push(client);
    if (person.clients.length === 1) {
      person.cameAt = this.world.now();
      this.#people.set(person.name, person);
      this.#roster = null;
    }
    if (person.account === null) this.#guests.came(person.key, client.share);
    client.connection.occupied(person.named);
    this.world.observer.loggedIn(client, person);
    if (person.clients.length > 1) return;
    this.rooms.came(person);
    this.watches.tell(person);
  }

  /** Logs out `client`, which is logged in. `why` is for the log, `words` is what its person tells others. */
  leave(client: Client, why: string, words: string | null = null): void {
    const { person } = client;
    const at = person?.clients.indexOf(client) ?? -1;
    if (person === null || at < 0 || this.#people.get(person.name) !== person) {
      throw new Error('only somebody who is logged in can leave');
    }
    if (person.account !== null) this.delivery.left(client, person.account);
    client.person = null;
    client.catchUp = null;
    client.device = null;
    client.operatorAs = null;
    person.clients.splice(at, 1);
    if (person.account === null) this.#guests.left(person.key, client.share);
    if (person.clients.length === 0) {
      this.#people.delete(person.name);
      this.#roster = null;
    }
    client.connection.occupied(null);
    this.world.observer.loggedOut(client, person, why);
    if (person.clients.length > 0) return;
    this.rooms.went(person, words);
    this.watches.tell(person);
    if (person.account === null) person.gone();
  }

  /** Logs `client` out and closes its connection. `words`: see `leave`. */
  dismiss(client: Client, why: string, words: string | null = null): void {
    if (client.person !== null) this.leave(client, why, words);
    client.connection.dismiss(why);
  }

  /** The same for a client that seems dead: its connection ends at once, without a word. */
  abandon(client: Client, why: string): void {
    if (client.person !== null) this.leave(client, why);
    client.connection.abandon(why);
  }

  /** Logs `person` out everywhere, and closes its connections but that of `actor`. `words`: see `leave`. */
  logOut(person: Person, actor: Actor | null, why: string, words: string | null = null): void {
    for (const client of [...person.clients]) {
      if (client === actor) this.leave(client, why, words);
      else this.dismiss(client, why, words);
    }
  }

  /** Changes the name of `person` to `name`. */
  rename(person: Person, name: string): void {
    const online = this.#people.get(person.name) === person;
    if (online) this.watches.tell(person, 'offline');
    const { key } = person;
    this.rooms.book.renamed(person, person.rename(name));
    if (person.account === null) this.#guests.renamed(key, person.key);
    for (const { connection } of person.clients) connection.occupied(person.named);
    // The list keeps the order of logins, so the person keeps its place.
    if (online) this.#people = new Map(Array.from(this.#people.values(), (one) => [one.name, one]));
    this.#roster = null;
    if (online) this.watches.tell(person);
  }

  /** The reason to give where stored data could not be read. */
  get unread(): Reason {
    return this.world.archive.damaged === true ? Reason.damaged : Reason.busy;
  }

  /**
   * Marks the current request of `actor` as one that `answer` will answer. `alone`: none of its other requests runs
   * before that; otherwise they may, up to a bound of the gateway's, and their answers wait.
   */
  later(actor: Actor, alone: boolean): Ticket {
    actor.progress = alone ? 'alone' : 'later';
    return actor.request;
  }

  /** Answers a request that was deferred by `later`. */
  answer(actor: Actor, ticket: Ticket, answer: Answer): void {
    if (!actor.gone) this.say(actor, ticket, answer);
  }

  /**
   * Answers the request `number` now. What is answered later was asked last, or is a message, and of these no refusal
   * matters.
   */
  say(actor: Actor, number: number, answer: Answer): void {
    const { asked } = actor;
    const reason = reasonOf(answer);
    if (reason !== Reason.none && asked !== null) {
      if (matters(asked, reason)) this.world.observer.denied(actor, asked, reason);
    }
    if (number === actor.request) actor.progress = 'answered';
    actor.replies.answered(number, answer);
  }
}
