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
    'percent of names, rooms, places in a room and the like that guests and newcomers leave to others',
  ),
  'newcomer-time': option(
    duration(0, 365 * DAY),
    DAY,
    'how long whoever has registered counts as a newcomer',
  ),
  'max-stored-per-account': option(
    size(KIB, 1024 * GIB),
    GIB,
    'texts of one account that are kept; past it, its messages are refused',
  ),
  'max-stored-of-guests': option(
    size(KIB, 1024 * GIB),
    GIB,
    'texts of all guests that are kept; past it, they are refused in rooms that keep what is said',
  ),
  'max-stored-per-address': option(
    size(KIB, 1024 * GIB),
    32 * MIB,
    'texts that guests and newcomers of one IPv4 address or IPv6 /64 have stored in a day',
  ),
  'max-waiting': option(
    integer(1, 1_000_000),
    10_000,
    'messages that wait for somebody who is away',
  ),
  'max-waiting-per-sender': option(integer(1, 1_000_000), 1000, 'the same, of one sender'),
  'max-pending-total': option(
    size(MIB, 64 * GIB),
    64 * MIB,
    'texts that wait to be stored; past it, messages are refused; less where --memory is short',
  ),
  'max-rooms': option(integer(0, 1_000_000), 10_000, 'rooms'),
  'max-rooms-per-person': option(integer(1, 1000), 100, 'rooms that somebody is in, or has made'),
  'max-rooms-per-address': option(
    integer(1, 1_000_000),
    100,
    'rooms that guests and newcomers of one IPv4 address or IPv6 /64 have made',
  ),
  'max-groups-per-person': option(integer(1, 1000), 100, 'groups that somebody is in'),
  'max-calls-per-account': option(
    integer(1, 1_000_000),
    20,
    'requests of one account that are under way at a time without a connection of the chat',
  ),
  'max-calls-per-address': option(
    integer(1, 1_000_000),
    100,
    'the same, from one IPv4 address or IPv6 /64',
  ),
  'max-listeners': option(
    integer(1, 1_000_000),
    10_000,
    'programs that hear at a time what happens, without a connection of the chat',
  ),
  'max-behind': option(
    integer(100, 10_000_000),
    10_000,
    'entries of the log that one of them may be behind; past it, it has to come again',
  ),
  'max-members': option(integer(2, 1_000_000), 20_000, 'people in one room'),
} as const;
