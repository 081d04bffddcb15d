/** Lists the earlier texts of a message. */
import * as z from 'zod/mini';
import { message } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { about, time } from '../members.ts';

export const editsContract = contract({
  name: 'edits',
  help: {
    place: 180,
    line: 'show what a message said before',
    about: 'its texts, oldest first',
    group: 'Messages',
    more: ABOUT_NUMBERS,
    examples: ['edits .bob', 'edits 119'],
  },
  who: 'account',
  scope: 'read',
  arguments: { message: message('own') },
  typed: { order: ['message'] },
  reply: z.object({
    edits: about(
      z.array(z.object({ at: time, bytes: z.int().check(z.gt(0)) })),
      'their texts follow the JSON, in the same order; where not all fit, the newest',
    ),
  }),
  texts: 'edits',
  fit: { list: 'edits', last: true },
  reasons: [Reason.notFound, ...reasonsOfReading],
  method: { result: 'edits' },
});
