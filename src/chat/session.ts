/** Who is connected, and as whom. */
import type { Connection } from './ports.ts';

/** A name that somebody is logged in under. */
export interface Person {
  readonly name: string;
  /** The name in UTF-8: names are written far more often than they are read. */
  readonly nameBytes: Uint8Array;
}

/** One connection's place in the hub. */
export interface Session {
  /** The connection's number, for the log. */
  readonly id: number;
  /** Where it comes from, for what is limited per address. */
  readonly address: string;
  readonly connection: Connection;
  /** Null until login and after logout. Changed by the hub alone. */
  person: Person | null;
}

/** Who is logged in, in the order of their logins; never changes, so that it can be encoded once. */
export interface Roster {
  readonly people: readonly Person[];
}
