/** Options that limit memory. */

import { option } from './option-table.ts';
import { integer, orWithout, size } from './option-types.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

export const memoryOptions = {
  memory: option(
    orWithout('auto', size(64 * MIB, 1024 * GIB)),
    Infinity,
    'memory that the server may use; some limits are lowered to fit; auto: that of its control group, or of the machine',
  ),
  'max-queued-total': option(
    size(MIB, 1024 * GIB),
    256 * MIB,
    'output queues of all connections; above it, those with the longest queues are cut off; less where --memory is short',
  ),
  'max-unfinished-total': option(
    size(MIB, 1024 * GIB),
    64 * MIB,
    'incomplete messages of all connections; above it, those with the largest are cut off; less where --memory is short',
  ),
  'max-handshakes': option(
    integer(1, 1_000_000),
    512,
    'TLS handshakes at a time, at most an eighth of them from one IPv4 address or IPv6 /64; others wait; less where --memory is short',
  ),
  'database-cache': option(
    size(MIB, 64 * GIB),
    96 * MIB,
    'page cache of the database and the search index; less where --memory is short',
  ),
} as const;
