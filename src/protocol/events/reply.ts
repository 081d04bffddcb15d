/** The answer to a COMMAND. */
import * as z from 'zod/mini';
import { about, count, maybe } from '../members.ts';
import { event } from './event-contract.ts';

export const reply = event({
  name: 'reply',
  about:
    'answers a COMMAND; where the result is ok, with the members that section 13 lists for the command',
  members: {
    id: about(z.nullable(z.int()), 'of the COMMAND; null where it had none'),
    result: z.enum(['ok', 'failure', 'malformed']),
    reason: maybe(count, 'of a failure: section 5'),
    why: maybe(z.string(), 'an explanation for people; not with ok'),
    wait: maybe(
      count,
      'of a temporary failure: seconds until it may be tried again, where the server knows',
    ),
  },
  told: 'connection',
});
