/** The observer of the chat: told what happens, for the log of the server. */
import type { Reason } from '../protocol/frames.ts';
import type { Actor, Client, Person } from './people/client.ts';
import type { NamedCommand } from './refusals.ts';

/** Receives what happened, for the log, but never a text. */
export interface Observer {
  loggedIn(client: Client, person: Person): void;
  loggedOut(client: Client, person: Person, why: string): void;
  /** A guest has another name now. */
  renamed(actor: Actor, person: Person, was: string): void;
  /** A change to an account: `what` in words, such as `registered`; and by whom, where known. */
  account(account: { id: number; name: string }, what: string, by?: Actor | null): void;
  /** A password or token was wrong. */
  guessed(actor: Actor, name: string): void;
  /** A login was refused, or something that is not permitted: see refusals.ts. */
  denied(actor: Actor, command: NamedCommand, reason: Reason): void;
  /** A moderator or operator acted in a room. The reason given is left out, since it is a text. */
  acted(deed: Deed): void;
}

export interface Deed {
  readonly by: Person;
  /** Null: it follows from something else. */
  readonly actor: Actor | null;
  /** Such as `banned`. */
  readonly what: string;
  readonly room: string;
  /** The person concerned; null: nobody in particular. */
  readonly whom: string | null;
  readonly role: string | null;
}
