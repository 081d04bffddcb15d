/** Everything the hub needs from outside, and what its parts share. */

import type { Archive } from './archive.ts';
import type { Hearers } from './delivery/listening.ts';
import type { RecentVisits } from './delivery/recent-visits.ts';
import type { AddressLimits } from './limits/addresses.ts';
import type { Observer } from './observer.ts';
import type { AccountBook } from './people/accounts.ts';
import type { Person } from './people/client.ts';
import type { FormerNames } from './people/former-names.ts';
import type { CallGate, LoginGate, RegistrationGate, RoomNameGate } from './ports.ts';
import type { PasswordGate, Secrets } from './secrets.ts';
import type { HubSettings } from './settings.ts';
import type { Log, Stored } from './storage.ts';

export interface HubWorld {
  /** The server's version. */
  readonly version: string;
  /** Which addresses the limits per address apply to. */
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
  /** The stored state when the server started. */
  readonly stored: Stored;
  /** Milliseconds by a clock that never steps, correct when the server started: all waits and deadlines use it. */
  readonly now: () => number;
  /** Milliseconds since 1970, to tell people. */
  readonly date: () => number;
  /** Converts a time by `now` to milliseconds since 1970, to tell people. */
  readonly dated: (time: number) => number;
}

/** The part of the hub that its parts use. */
export interface HubCore {
  readonly settings: HubSettings;
  readonly world: HubWorld;
  readonly accounts: AccountBook;
  readonly visits: RecentVisits;
  readonly listeners: Hearers;
  readonly former: FormerNames;
  /** Could this be anyone: a guest, or a person whose account is new? */
  isStranger(person: Person): boolean;
}
