/** The configuration of stored people and messages. */

import { withoutReserve } from '../chat/limits/shares.ts';
import type { HubSettings } from '../chat/settings.ts';
import { PASSWORD_DEFAULTS, type PasswordSettings } from '../secrets/settings.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { ServerValues } from './server-options.ts';

/** The part of the configuration that applies with or without a running server. */
export interface KeptConfig {
  readonly hub: HubSettings;
  readonly passwords: PasswordSettings;
  readonly store: StoreSettings;
}

export function keptConfig(values: ServerValues): KeptConfig {
  const reserve = values.reserve / 100;
  return {
    hub: {
      list: values.list,
      peopleMax: values['max-names'],
      // Everybody logged in holds a connection too, so guests leave some of those free as well.
      guestsMax: withoutReserve(Math.min(values['max-names'], values['max-connections']), reserve),
      reserve,
      newcomerMs: values['newcomer-time'],
      guests: values.guests === 'on',
      serverName: values['server-name'],
      passwordBytesMin: values['min-password'],
      registration: values.registration,
      accountsMax: values['max-accounts'],
      devicesMax: values['max-devices'],
      storedBytesMax: values['max-stored-per-account'],
      guestBytesMax: values['max-stored-of-guests'],
      strangerBytesPerDayMax: values['max-stored-per-address'],
      waitingMax: values['max-waiting'],
      waitingPerSenderMax: values['max-waiting-per-sender'],
      pendingBytesMax: values['max-pending-total'],
      roomsMax: values['max-rooms'],
      roomsPerPersonMax: values['max-rooms-per-person'],
      roomsPerAddressMax: values['max-rooms-per-address'],
      groupsPerPersonMax: values['max-groups-per-person'],
      membersMax: values['max-members'],
      callsPerAccountMax: values['max-calls-per-account'],
      callsPerAddressMax: values['max-calls-per-address'],
      listenersMax: values['max-listeners'],
      listenerBehindMax: values['max-behind'],
      reservedMs: values['keep-names'],
      invitationMs: values['invitation-time'],
    },
    passwords: {
      ...PASSWORD_DEFAULTS,
      memoryKiB: Math.floor(values['password-memory'] / 1024),
      passes: values['password-passes'],
      atOnce: values['passwords-at-once'],
    },
    store: {
      durability: values.durability,
      keepMessagesMs: values['keep-messages'],
      keepAuditMs: values['keep-audit'],
      keepEdits: values['keep-edits'] === 'on',
      cacheBytes: values['database-cache'],
    },
  };
}
