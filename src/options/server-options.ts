/** All options of the server: flag, variable and key, default, limits, help. */

import { LIST_NAMES_MAX } from '../protocol/limits.ts';
import { MEMORY_KIB_MAX, PASSES_MAX, PASSWORD_DEFAULTS } from '../secrets/settings.ts';
import { DATA_FOLDER_DEFAULT } from './data-folder.ts';
import { memoryOptions } from './memory-options.ts';
import { type OptionValues, option } from './option-table.ts';
import {
  choice,
  duration,
  flag,
  hostName,
  integer,
  list,
  origin,
  orWithout,
  size,
  text,
} from './option-types.ts';
import { proxyOptions } from './proxy-options.ts';
import { quotaOptions } from './quota-options.ts';
import { rateOptions } from './rate-options.ts';
import { webOptions } from './web-options.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** The description of this many fits one answer. */
const DEVICES_MAX = 50;

export const serverOptions = {
  host: option(text('HOST', 'a host name or address'), '127.0.0.1', 'address to listen on'),
  port: option(integer(0, 65_535), 4900, 'port to listen on; 0 takes a free one'),
  config: option(text('FILE', 'a file name'), '', 'TOML file with any of these options'),
  data: option(
    text('DIR', 'a folder'),
    '',
    `where the server keeps what must outlive it [${DATA_FOLDER_DEFAULT}]`,
  ),
  'tls-cert': option(
    text('FILE', 'a file name'),
    '',
    'certificate for TLS, PEM, its chain after it; read again when it changes, and on SIGHUP',
  ),
  'tls-key': option(text('FILE', 'a file name'), '', 'the key of --tls-cert, PEM'),
  tls: option(
    choice('off', 'self-signed'),
    'off',
    'self-signed: TLS with a certificate that the server makes, and keeps in --data',
  ),
  'require-tls': option(
    flag,
    false,
    'whoever comes without TLS is turned away, other than from this machine',
  ),
  guests: option(choice('on', 'off'), 'on', 'whether people may log in who are not registered'),
  registration: option(
    choice('open', 'invite', 'closed'),
    'open',
    'who may register a name: anyone, whoever has an invitation, nobody',
  ),
  'max-accounts': option(integer(1, 1_000_000), 100_000, 'registered names'),
  'max-devices': option(
    integer(1, DEVICES_MAX),
    20,
    'devices that an account remembers, and connections of it at a time',
  ),
  ...quotaOptions,
  'keep-messages': option(
    orWithout('forever', duration(HOUR, 36_500 * DAY)),
    Infinity,
    'how long messages are kept',
  ),
  'keep-audit': option(
    orWithout('forever', duration(HOUR, 36_500 * DAY)),
    365 * DAY,
    'how long what moderators did is kept, with the number of an account that is gone',
  ),
  'keep-edits': option(
    choice('on', 'off'),
    'on',
    'off: what a message said before it was changed is erased',
  ),
  'keep-names': option(
    duration(0, 36_500 * DAY),
    90 * DAY,
    'how long a name that was given up stays reserved',
  ),
  'invitation-time': option(duration(60 * SECOND, 365 * DAY), 7 * DAY, 'how long one holds'),
  durability: option(
    choice('full', 'relaxed'),
    'full',
    'relaxed: what was acknowledged last may be lost when the machine fails; faster',
  ),
  'password-memory': option(
    size(8 * KIB, MEMORY_KIB_MAX * KIB),
    PASSWORD_DEFAULTS.memoryKiB * KIB,
    'argon2id: memory for each password that is looked at',
  ),
  'password-passes': option(
    integer(1, PASSES_MAX),
    PASSWORD_DEFAULTS.passes,
    'argon2id: passes over that memory',
  ),
  'passwords-at-once': option(
    integer(1, 4),
    PASSWORD_DEFAULTS.atOnce,
    'passwords that are checked at a time; the others wait; less where --memory is short',
  ),
  list: option(choice('anyone', 'logged-in', 'off'), 'anyone', 'whom the command list answers'),
  'log-level': option(
    choice('debug', 'info', 'warn', 'error', 'silent'),
    'info',
    'the least important lines to log',
  ),
  'log-format': option(
    choice('auto', 'pretty', 'json'),
    'auto',
    'auto is pretty on a terminal and JSON lines elsewhere',
  ),
  'max-connections': option(
    integer(1, 1_000_000),
    16_384,
    'connections at a time; less where --memory is short',
  ),
  'max-connections-per-address': option(
    integer(1, 1_000_000),
    256,
    'connections at a time from one IPv4 address or IPv6 /64',
  ),
  'limit-loopback': option(flag, false, 'limits per address hold for this machine itself too'),
  ...webOptions,
  'host-names': option(
    list('NAME,…', 'host names, separated by commas', hostName),
    [],
    'names by which browsers may reach this server, besides localhost and its addresses',
  ),
  'allow-origins': option(
    list('ORIGIN,…', 'origins such as https://chat.example, separated by commas', origin),
    [],
    'web sites whose pages may connect, besides those of this server',
  ),
  'max-names': option(integer(1, LIST_NAMES_MAX), 16_384, 'people logged in at a time'),
  ...rateOptions,
  ...proxyOptions,
  'max-send-queue': option(
    size(MIB, GIB),
    4 * MIB,
    'queued for one peer; past it, a peer that does not read what others send is cut off',
  ),
  'max-reply-queue': option(
    size(KIB, GIB),
    64 * KIB,
    'queued for one peer; past it, its commands wait until it reads',
  ),
  ...memoryOptions,
  'unfinished-timeout': option(
    duration(100, DAY),
    60 * SECOND,
    'a message begun must be whole by then, or the connection is closed',
  ),
  'handshake-timeout': option(
    duration(100, DAY),
    10 * SECOND,
    'a TLS handshake must be done by then, or the connection is closed',
  ),
  'stall-timeout': option(
    duration(100, DAY),
    60 * SECOND,
    'a peer that has something queued and takes nothing for so long is cut off',
  ),
  'idle-timeout': option(
    duration(100, 365 * DAY),
    HOUR,
    'a connection that is not logged in and says nothing for so long is closed',
  ),
  'keep-alive': option(
    duration(SECOND, DAY),
    60 * SECOND,
    'silence before TCP asks whether the peer is still there',
  ),
  'ping-interval': option(
    duration(SECOND, HOUR),
    25 * SECOND,
    'how often a WebSocket is asked whether anybody is there; less than a proxy waits (nginx: 60s)',
  ),
  'alive-after': option(
    duration(100, DAY),
    30 * SECOND,
    'silence before a client that answers such questions is asked whether it is there',
  ),
  'alive-timeout': option(
    duration(100, DAY),
    30 * SECOND,
    'how long it has to answer; past it, the connection is closed',
  ),
  'unacknowledged-timeout': option(
    duration(SECOND, DAY),
    60 * SECOND,
    'a peer whose system acknowledges nothing of what was sent for so long is cut off; on Linux',
  ),
  'shutdown-timeout': option(
    duration(0, HOUR),
    4 * SECOND,
    'how long a shutdown waits for what is queued to be read',
  ),
} as const;

export type ServerValues = OptionValues<typeof serverOptions>;
export type LogLevel = ServerValues['log-level'];
export type LogFormat = ServerValues['log-format'];
