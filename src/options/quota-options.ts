/** Options that limit the resources of people, and reserve some from strangers. */

import { option } from './option-table.ts';
import { duration, integer, size } from './option-types.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const DAY = 24 * 3600 * 1000;

export const quotaOptions = {
  reserve: option(
    integer(0, 90),
    25,
    'percent of names, rooms, places in rooms and the like that guests and newcomers cannot use',
  ),
  'newcomer-time': option(
    duration(0, 365 * DAY),
    DAY,
    'how long a new account counts as a newcomer',
  ),
  'max-stored-per-account': option(
    size(KIB, 1024 * GIB),
    GIB,
    'stored texts of one account; above it, its messages are refused',
  ),
  'max-stored-of-guests': option(
    size(KIB, 1024 * GIB),
    GIB,
    'stored texts of all guests; above it, their messages are refused in rooms with history',
  ),
  'max-stored-per-address': option(
    size(KIB, 1024 * GIB),
    32 * MIB,
    'texts stored in a day by guests and newcomers of one IPv4 address or IPv6 /64',
  ),
  'max-waiting': option(
    integer(1, 1_000_000),
    10_000,
    'messages that wait for one person who is away',
  ),
  'max-waiting-per-sender': option(integer(1, 1_000_000), 1000, 'the same, from one sender'),
  'max-pending-total': option(
    size(MIB, 64 * GIB),
    64 * MIB,
    'texts that wait to be stored; above it, messages are refused; less where --memory is short',
  ),
  'max-rooms': option(integer(0, 1_000_000), 10_000, 'rooms'),
  'max-rooms-per-person': option(integer(1, 1000), 100, 'rooms that one person is in, or has made'),
  'max-rooms-per-address': option(
    integer(1, 1_000_000),
    100,
    'rooms made by guests and newcomers of one IPv4 address or IPv6 /64',
  ),
  'max-groups-per-person': option(integer(1, 1000), 100, 'groups that one person is in'),
  'max-calls-per-account': option(
    integer(1, 1_000_000),
    20,
    'HTTP requests of one account at a time',
  ),
  'max-calls-per-address': option(
    integer(1, 1_000_000),
    100,
    'the same, from one IPv4 address or IPv6 /64',
  ),
  'max-listeners': option(
    integer(1, 1_000_000),
    10_000,
    'programs that listen to events over HTTP at a time',
  ),
  'max-behind': option(
    integer(100, 10_000_000),
    10_000,
    'log entries that such a program may be behind; above it, it must reconnect',
  ),
  'max-members': option(integer(2, 1_000_000), 20_000, 'people in one room'),
} as const;
