/** Who is connected, and as whom. */
import type { Account, Device } from './accounts.ts';
import type { CatchUp } from './catch-up.ts';
import type { Connection } from './ports.ts';

/** A name that somebody is logged in under: a guest, or a registered person with any number of devices. */
export interface Person {
  readonly name: string;
  /** The name in UTF-8: names are written far more often than they are read. */
  readonly nameBytes: Uint8Array;
  /** Null for a guest. */
  readonly account: Account | null;
  /** Where they are logged in, in the order of the logins; of a guest, one. */
  readonly sessions: readonly Session[];
}

/** One connection's place in the hub. Changed by the hub alone. */
export interface Session {
  /** The connection's number, for the log. */
  readonly id: number;
  /** Where it comes from, for what is limited per address. */
  readonly address: string;
  /** May a password travel here? */
  readonly confidential: boolean;
  readonly connection: Connection;
  /** Has said `hello`: it hears events. */
  hello: boolean;
  /** Null until login and after logout. */
  person: Person | null;
  /** The device that it logged in as, where it said so. */
  device: Device | null;
  /** While it is given what it missed; null when it hears everything at once. */
  catchUp: CatchUp | null;
  /** The newest stored message that it was given. */
  given: number;
  /** The connection is closed: nothing more is said to it. */
  gone: boolean;
}

/** Who is logged in, in the order of their logins; never changes, so that it can be encoded once. */
export interface Roster {
  readonly people: readonly Person[];
}
