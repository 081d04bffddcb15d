/**
 * The hub: the only code that changes the state of the chat. Synchronous; it reads no clock and no random
 * source and does no I/O, so that the order of things is the order of the calls, and a test can drive
 * thousands of sessions from a seed.
 */
import { encodeText } from '../protocol/bytes.ts';
import { Reason } from '../protocol/frames.ts';
import type { Command, Request } from './commands.ts';
import type { Connection, LoginGate, Observer } from './ports.ts';
import type { Roster, Session } from './session.ts';

export interface HubSettings {
  /** Whom `list` answers. */
  readonly list: 'anyone' | 'logged-in' | 'off';
  /** How many may be logged in at a time. */
  readonly peopleMax: number;
}

export class Hub {
  readonly settings: HubSettings;
  readonly logins: LoginGate;
  readonly #observer: Observer;
  /** Names compare exactly: case, and every code point. */
  readonly #people = new Map<string, Session>();
  #roster: Roster | null = null;

  constructor(settings: HubSettings, logins: LoginGate, observer: Observer) {
    this.settings = settings;
    this.logins = logins;
    this.#observer = observer;
  }

  /** A client connected from `address`; `id` names it in the log. */
  connect(id: number, address: string, connection: Connection): Session {
    return { id, address, connection, person: null };
  }

  /** Executes a command and has the session's connection answer it, once. */
  execute(session: Session, command: Command, request: Request): void {
    let reason: Reason = Reason.none;
    for (const precondition of command.preconditions) {
      reason = precondition(this, session, request);
      if (reason !== Reason.none) return session.connection.failure(reason);
    }
    reason = command.run(this, session, request);
    if (reason !== Reason.none) session.connection.failure(reason);
    else if (command.answer) command.answer(this, session);
    else session.connection.success();
  }

  /** The connection closed, or died: whoever was logged in there is logged out. */
  disconnect(session: Session, why: string): void {
    if (session.person !== null) this.leave(session, why);
  }

  /** Who is logged in as `name`. */
  find(name: string): Session | undefined {
    return this.#people.get(name);
  }

  get full(): boolean {
    return this.#people.size >= this.settings.peopleMax;
  }

  get roster(): Roster {
    this.#roster ??= {
      people: Array.from(this.#people.values(), ({ person }) => {
        if (person === null) throw new Error('somebody is listed without being logged in');
        return person;
      }),
    };
    return this.#roster;
  }

  /** For the commands: logs `session` in as `name`, which is free and allowed. */
  enter(session: Session, name: string): void {
    const person = { name, nameBytes: encodeText(name) };
    session.person = person;
    this.#people.set(name, session);
    this.#roster = null;
    this.logins.loggedIn(session.address);
    session.connection.occupied(true);
    this.#observer.loggedIn(session, person);
  }

  /** For the commands: logs `session`, which is logged in, out. */
  leave(session: Session, why: string): void {
    const { person } = session;
    if (person === null || this.#people.get(person.name) !== session) {
      throw new Error('only somebody who is logged in can leave');
    }
    session.person = null;
    this.#people.delete(person.name);
    this.#roster = null;
    session.connection.occupied(false);
    this.#observer.loggedOut(session, person, why);
  }
}
