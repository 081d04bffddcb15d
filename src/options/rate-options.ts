/** Options that limit rates, and their evaluation. */
import type { RegistrationRates } from '../rates/registration-gate.ts';
import { TAKEN_NAME_COST } from '../rates/room-name-gate.ts';
import type { Rate } from '../rates/token-bucket.ts';
import { type OptionValues, option } from './option-table.ts';
import { integer, orOff } from './option-types.ts';

export const rateOptions = {
  'rate-limit': option(
    orOff(integer(1, 1_000_000)),
    100,
    'messages a second from one connection; above it, the connection is read more slowly',
  ),
  'rate-burst': option(
    integer(1, 1_000_000),
    1000,
    'messages at once, before --rate-limit applies',
  ),
  'login-rate-limit': option(
    orOff(integer(1, 1_000_000)),
    60,
    'logins a minute from one IPv4 address or IPv6 /64, except with a token',
  ),
  'login-burst': option(
    integer(1, 1_000_000),
    100,
    'logins at once, before --login-rate-limit applies',
  ),
  'registration-rate-limit': option(
    orOff(integer(1, 1_000_000)),
    60,
    'names registered an hour from one IPv4 address or IPv6 /64',
  ),
  'registration-burst': option(
    integer(1, 1_000_000),
    100,
    'names registered at once, before --registration-rate-limit applies',
  ),
  'registration-rate-limit-total': option(
    orOff(integer(1, 1_000_000)),
    3600,
    'names registered an hour in total',
  ),
  'registration-burst-total': option(
    integer(1, 1_000_000),
    1000,
    'names registered at once, before --registration-rate-limit-total applies',
  ),
  'log-rate-limit': option(
    orOff(integer(1, 1_000_000)),
    100,
    'log lines a second caused by clients, after ten times as many at once; the rest are counted',
  ),
  'log-repeat-limit': option(
    orOff(integer(1, 1_000_000)),
    20,
    'log lines a minute of one kind from one IPv4 address or IPv6 /64; the rest are counted',
  ),
  'call-rate-limit': option(
    orOff(integer(1, 1_000_000)),
    50,
    'HTTP requests a second of one account, or from one IPv4 address or IPv6 /64',
  ),
  'call-burst': option(
    integer(1, 1_000_000),
    500,
    'requests at once, before --call-rate-limit applies',
  ),
  'create-rate-limit': option(
    orOff(integer(1, 1_000_000)),
    600,
    'rooms made a minute by one account, or from one IPv4 address or IPv6 /64; a name that is taken counts as 100',
  ),
  'create-burst': option(
    integer(TAKEN_NAME_COST, 1_000_000),
    2000,
    'rooms made at once, before --create-rate-limit applies',
  ),
} as const;

export interface Rates {
  /** Messages from one connection. */
  readonly messages: Rate;
  /** Logins from one address. */
  readonly logins: Rate;
  readonly registrations: RegistrationRates;
  /** HTTP requests by one account, and from one address. */
  readonly calls: Rate;
  /** Attempts at room names by one person, and from one address. */
  readonly roomNames: Rate;
}

const MINUTE_S = 60;
const HOUR_S = 3600;

export function readRates(values: OptionValues<typeof rateOptions>): Rates {
  const rate = (count: number, seconds: number, burst: number): Rate => ({
    perSecond: count / seconds,
    burst,
  });
  return {
    messages: rate(values['rate-limit'], 1, values['rate-burst']),
    logins: rate(values['login-rate-limit'], MINUTE_S, values['login-burst']),
    calls: rate(values['call-rate-limit'], 1, values['call-burst']),
    roomNames: rate(values['create-rate-limit'], MINUTE_S, values['create-burst']),
    registrations: {
      perAddress: rate(values['registration-rate-limit'], HOUR_S, values['registration-burst']),
      total: rate(
        values['registration-rate-limit-total'],
        HOUR_S,
        values['registration-burst-total'],
      ),
    },
  };
}
