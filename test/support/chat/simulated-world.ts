/** A deterministic environment for the hub, without clock, chance or disk: a seed and the test decide everything. */

import { AddressLimits } from '../../../src/chat/limits/addresses.ts';
import { FOREVER } from '../../../src/chat/records.ts';
import type { HubSettings } from '../../../src/chat/settings.ts';
import type { HubWorld } from '../../../src/chat/world.ts';
import { OPEN_GATES } from './open-gates.ts';
import type { Random } from './random.ts';
import { SimulatedSecrets } from './simulated-secrets.ts';
import { SimulatedStorage } from './simulated-storage.ts';

const DAY_MS = 86_400_000;

/** Settings that allow everything, with generous limits. */
export const SETTINGS: HubSettings = {
  list: 'anyone',
  peopleMax: 1000,
  guestsMax: 1000,
  reserve: 0,
  newcomerMs: 0,
  serverName: 'Chinwag',
  passwordBytesMin: 8,
  guests: true,
  registration: 'open',
  accountsMax: 1000,
  devicesMax: 10,
  storedBytesMax: 1_000_000_000,
  guestBytesMax: 1_000_000_000,
  strangerBytesPerDayMax: 1_000_000_000,
  waitingMax: 1_000_000,
  waitingPerSenderMax: 1_000_000,
  pendingBytesMax: 1_000_000,
  roomsMax: 1000,
  roomsPerPersonMax: 100,
  roomsPerAddressMax: 1000,
  groupsPerPersonMax: 100,
  membersMax: 1000,
  callsPerAccountMax: 1000,
  callsPerAddressMax: 1000,
  listenersMax: 1000,
  listenerBehindMax: 1000,
  reservedMs: 90 * DAY_MS,
  invitationMs: 30 * DAY_MS,
};

export class Clock {
  /** Milliseconds since 1970. */
  now = 1_800_000_000_000;
  /** How far the system's clock was set forward since the start, in milliseconds. */
  step = 0;
}

export interface SimulatedWorld extends HubWorld {
  readonly secrets: SimulatedSecrets;
  readonly log: SimulatedStorage;
  readonly archive: SimulatedStorage;
  readonly clock: Clock;
}

/** The environment of a server that has just started on `storage`. */
export function simulatedWorld(
  random: Random,
  clock: Clock = new Clock(),
  storage: SimulatedStorage = new SimulatedStorage(random, () => clock.now),
  secrets: SimulatedSecrets = new SimulatedSecrets(random),
): SimulatedWorld {
  return {
    ...OPEN_GATES,
    limits: new AddressLimits(false),
    secrets,
    log: storage,
    archive: storage,
    stored: storage.database.open(),
    now: () => clock.now,
    date: () => clock.now + clock.step,
    dated: (time) => (time === FOREVER ? time : time + clock.step),
    clock,
  };
}
