/** What the hub asks of the outside, all of it; and what its parts share of it. */

import type { Archive } from './archive.ts';
import type { Hearers } from './delivery/listening.ts';
import type { AddressLimits } from './limits/addresses.ts';
import type { Observer } from './observer.ts';
import type { AccountBook } from './people/accounts.ts';
import type { Person } from './people/session.ts';
import type { CallGate, LoginGate, RegistrationGate, RoomNameGate } from './ports.ts';
import type { PasswordGate, Secrets } from './secrets.ts';
import type { HubSettings } from './settings.ts';
import type { Log, Stored } from './storage.ts';

export interface HubWorld {
  /** The server's version. */
  readonly version: string;
  /** Whom limits per address hold for. */
  readonly limits: AddressLimits;
  readonly logins: LoginGate;
  readonly registrations: RegistrationGate;
  readonly roomNames: RoomNameGate;
  readonly calls: CallGate;
  readonly guesses: PasswordGate;
  readonly secrets: Secrets;
  readonly observer: Observer;
  readonly log: Log;
  readonly archive: Archive;
  /** What the log had when the server started. */
  readonly stored: Stored;
  /**
   * Milliseconds by a clock that does not step, which was right when the server started: every wait and every deadline
   * is by it.
   */
  readonly now: () => number;
  /** Milliseconds since 1970, for people to be told. */
  readonly date: () => number;
  /** A time by `now`, for people to be told. */
  readonly dated: (time: number) => number;
}

/** What the parts of the hub know of it. */
export interface HubCore {
  readonly settings: HubSettings;
  readonly world: HubWorld;
  readonly accounts: AccountBook;
  readonly listeners: Hearers;
  /** Could it be anybody: a guest, or somebody whose account is new? */
  isStranger(person: Person): boolean;
}
