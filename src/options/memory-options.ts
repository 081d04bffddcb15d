/** Options that limit memory. */

import { option } from './option-table.ts';
import { integer, orWithout, size } from './option-types.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

export const memoryOptions = {
  memory: option(
    orWithout('auto', size(64 * MIB, 1024 * GIB)),
    Infinity,
    'memory that the server may use; some limits are lowered to fit; auto: all of its control group, or of the machine',
  ),
  'max-queued-total': option(
    size(MIB, 1024 * GIB),
    256 * MIB,
    'queued for all peers; past it, the longest queues are cut off; less where --memory is short',
  ),
  'max-unfinished-total': option(
    size(MIB, 1024 * GIB),
    64 * MIB,
    'unfinished messages of all peers; past it, the largest is cut off; less where --memory is short',
  ),
  'max-handshakes': option(
    integer(1, 1_000_000),
    512,
    'TLS handshakes at a time, of one IPv4 address or IPv6 /64 an eighth; others wait; less where --memory is short',
  ),
  'database-cache': option(
    size(MIB, 64 * GIB),
    96 * MIB,
    'memory for pages of the database and the search index; less where --memory is short',
  ),
} as const;
