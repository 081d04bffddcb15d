/** Who is told what happens, and is asked nothing: the log of the server. */
import type { Reason } from '../protocol/frames.ts';
import type { Actor, Person, Session } from './people/session.ts';
import type { Asked } from './refusals.ts';

/** Who is told what happened, for the log. Never told a text. */
export interface Observer {
  loggedIn(session: Session, person: Person): void;
  loggedOut(session: Session, person: Person, why: string): void;
  /** Something about an account: `what` in words, such as `registered`; by whom, where it is known. */
  account(account: { id: number; name: string }, what: string, by?: Actor | null): void;
  /** A password or token was wrong. */
  guessed(actor: Actor, name: string): void;
  /** Somebody tried to get in, or asked for what they may not do: see refusals.ts. */
  denied(actor: Actor, command: Asked, reason: Reason): void;
  /** Somebody who may do more than others did something in a room. Never told why: that is a text. */
  acted(deed: Deed): void;
}

export interface Deed {
  readonly by: Person;
  /** Null: it follows from something else. */
  readonly actor: Actor | null;
  /** Such as `banned`. */
  readonly what: string;
  readonly room: string;
  /** To whom; null: to nobody in particular. */
  readonly whom: string | null;
  readonly role: string | null;
}
