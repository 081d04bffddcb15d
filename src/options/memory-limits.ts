/** Derives limits from the available memory. */

import { HANDSHAKE_BYTES } from '../net/tls/tls-gateway.ts';
import type { MachineMemory } from '../system/memory.ts';
import type { ServerValues } from './server-options.ts';

const MIB = 1024 * 1024;

/** The memory of a server without connections, including what V8 has not collected yet. */
const OWN_BYTES = 88 * MIB;
/** The minimum left for limits: less would allow no message at all. */
const LEFT_BYTES_MIN = 16 * MIB;

/** Shares of the rest, in percent; what remains is for uses without a limit in bytes. */
const SHARES = {
  'max-queued-total': 35,
  'max-unfinished-total': 10,
  'max-pending-total': 10,
  'database-cache': 15,
} as const;
const CONNECTIONS_SHARE = 20;
/** The share for passwords, in percent, which determines how many are verified at once. */
const PASSWORDS_SHARE = 25;

/** The memory of an idle connection with a login; see docs/BENCHMARKS.md. */
const CONNECTION_BYTES = 8 * 1024;
/** The same with TLS: its buffers and OpenSSL's. */
const TLS_CONNECTION_BYTES = 64 * 1024;

type Scaled = keyof typeof SHARES | 'max-handshakes' | 'max-connections' | 'passwords-at-once';

export type MemoryLimits = Pick<ServerValues, Scaled>;

/** The defaults of the limits: `values`, or less where `memory` is short. */
export function limitsFor({ bytes }: MachineMemory, values: ServerValues): MemoryLimits {
  const password = values['password-memory'];
  const beside = Math.max(LEFT_BYTES_MIN, bytes - OWN_BYTES);
  const passwords = (beside * PASSWORDS_SHARE) / 100 / password;
  const atOnce = within(passwords, 1, values['passwords-at-once']);
  const left = Math.max(LEFT_BYTES_MIN, beside - atOnce * password);
  const share = (name: keyof typeof SHARES): number => {
    const most = values[name];
    return within((left * SHARES[name]) / 100 / MIB, 1, most / MIB) * MIB;
  };
  const perConnection = speaksTls(values) ? TLS_CONNECTION_BYTES : CONNECTION_BYTES;
  const connections = (left * CONNECTIONS_SHARE) / 100 / perConnection;
  const unfinished = share('max-unfinished-total');
  // Handshakes count towards it, and may take half of it.
  const handshakes = unfinished / 2 / HANDSHAKE_BYTES;
  return {
    'max-queued-total': share('max-queued-total'),
    'max-unfinished-total': unfinished,
    'max-handshakes': within(handshakes, 4, values['max-handshakes']),
    'max-pending-total': share('max-pending-total'),
    'database-cache': share('database-cache'),
    'max-connections': within(connections, 64, values['max-connections']),
    'passwords-at-once': atOnce,
  };
}

/** The memory given by `--memory`, or else the `found` one. */
export function memoryOf({ memory }: ServerValues, found: MachineMemory): MachineMemory {
  return memory === Infinity ? found : { bytes: memory, of: '--memory' };
}

/** The limits in effect. */
export function memoryLimitsIn(values: ServerValues): MemoryLimits {
  return {
    'max-queued-total': values['max-queued-total'],
    'max-unfinished-total': values['max-unfinished-total'],
    'max-handshakes': values['max-handshakes'],
    'max-pending-total': values['max-pending-total'],
    'database-cache': values['database-cache'],
    'max-connections': values['max-connections'],
    'passwords-at-once': values['passwords-at-once'],
  };
}

function speaksTls(values: ServerValues): boolean {
  return values.tls !== 'off' || values['tls-cert'] !== '';
}

/** `value` as a whole number from `least` to `most`. */
function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.floor(value)));
}
