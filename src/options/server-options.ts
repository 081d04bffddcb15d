/** All options of the server: flag, variable and key, default, limits, help. */

import { LIST_NAMES_MAX } from '../protocol/limits.ts';
import { MEMORY_KIB_MAX, PASSES_MAX, PASSWORD_DEFAULTS } from '../secrets/settings.ts';
import { DATA_FOLDER_DEFAULT } from './data-folder.ts';
import { ircOptions } from './irc-options.ts';
import { memoryOptions } from './memory-options.ts';
import { namingOptions } from './naming-options.ts';
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
    `folder for all persistent data [${DATA_FOLDER_DEFAULT}]`,
  ),
  'tls-cert': option(
    text('FILE', 'a file name'),
    '',
    'TLS certificate with its chain, PEM; read again when it changes, and on SIGHUP',
  ),
  'tls-key': option(text('FILE', 'a file name'), '', 'private key of --tls-cert, PEM'),
  tls: option(
    choice('off', 'self-signed'),
    'off',
    'self-signed: TLS with a certificate that the server makes and keeps in --data',
  ),
  'require-tls': option(flag, false, 'refuse connections without TLS, except from this machine'),
  guests: option(choice('on', 'off'), 'on', 'whether people may log in without registering'),
  registration: option(
    choice('open', 'invite', 'closed'),
    'open',
    'registration of names: for anyone, with an invitation, or for nobody',
  ),
  'max-accounts': option(integer(1, 1_000_000), 100_000, 'registered names'),
  'max-devices': option(
    integer(1, DEVICES_MAX),
    20,
    'devices that may stay logged in to an account, and its connections at a time',
  ),
  ...namingOptions,
  ...quotaOptions,
  'keep-messages': option(
    orWithout('forever', duration(HOUR, 36_500 * DAY)),
    Infinity,
    'how long messages are kept',
  ),
  'keep-audit': option(
    orWithout('forever', duration(HOUR, 36_500 * DAY)),
    365 * DAY,
    'how long the audit log of moderation is kept, with the ids of removed accounts',
  ),
  'keep-edits': option(
    choice('on', 'off'),
    'on',
    'off: earlier texts of edited messages are erased',
  ),
  'keep-names': option(
    duration(0, 36_500 * DAY),
    90 * DAY,
    'how long the name of a removed account stays reserved',
  ),
  'invitation-time': option(
    duration(60 * SECOND, 365 * DAY),
    7 * DAY,
    'how long an invitation is valid',
  ),
  durability: option(
    choice('full', 'relaxed'),
    'full',
    'relaxed: faster, but the last acknowledged messages may be lost when the machine fails',
  ),
  'password-memory': option(
    size(8 * KIB, MEMORY_KIB_MAX * KIB),
    PASSWORD_DEFAULTS.memoryKiB * KIB,
    'argon2id: memory for each password check',
  ),
  'password-passes': option(
    integer(1, PASSES_MAX),
    PASSWORD_DEFAULTS.passes,
    'argon2id: passes over that memory',
  ),
  'passwords-at-once': option(
    integer(1, 4),
    PASSWORD_DEFAULTS.atOnce,
    'password checks at a time; others wait; less where --memory is short',
  ),
  list: option(choice('anyone', 'logged-in', 'off'), 'anyone', 'who may use the command list'),
  'log-level': option(
    choice('debug', 'info', 'warn', 'error', 'silent'),
    'info',
    'lowest level of log lines',
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
  'limit-loopback': option(flag, false, 'limits per address apply to this machine too'),
  ...webOptions,
  ...ircOptions,
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
    'output queue of one connection; above it, a client that does not read messages is cut off',
  ),
  'max-reply-queue': option(
    size(KIB, GIB),
    64 * KIB,
    'unread replies of one connection; above it, its commands wait until it reads',
  ),
  ...memoryOptions,
  'unfinished-timeout': option(
    duration(100, DAY),
    60 * SECOND,
    'time to complete a message; a slower connection is closed',
  ),
  'handshake-timeout': option(
    duration(100, DAY),
    10 * SECOND,
    'time to complete a TLS handshake; a slower connection is closed',
  ),
  'stall-timeout': option(
    duration(100, DAY),
    60 * SECOND,
    'a client that reads none of its queued output for this long is cut off',
  ),
  'idle-timeout': option(
    duration(100, 365 * DAY),
    HOUR,
    'a connection without a login that is silent for this long is closed',
  ),
  'keep-alive': option(
    duration(SECOND, DAY),
    60 * SECOND,
    'silence before TCP probes the connection',
  ),
  'ping-interval': option(
    duration(SECOND, HOUR),
    25 * SECOND,
    'interval of WebSocket pings; keep it below the timeout of a proxy (nginx: 60s)',
  ),
  'alive-after': option(
    duration(100, DAY),
    30 * SECOND,
    'silence before a client that supports it is asked for a sign of life',
  ),
  'alive-timeout': option(
    duration(100, DAY),
    30 * SECOND,
    'time for its answer; a slower connection is closed',
  ),
  'unacknowledged-timeout': option(
    duration(SECOND, DAY),
    60 * SECOND,
    'a client whose system acknowledges no output for this long is cut off; on Linux',
  ),
  'shutdown-timeout': option(
    duration(0, HOUR),
    4 * SECOND,
    'how long a shutdown waits for queued output to be read',
  ),
} as const;

export type ServerValues = OptionValues<typeof serverOptions>;
export type LogLevel = ServerValues['log-level'];
export type LogFormat = ServerValues['log-format'];
