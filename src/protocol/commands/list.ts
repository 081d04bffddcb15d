/** Lists the people who are logged in. */
import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { about, count } from '../members.ts';

export const listContract = contract({
  name: 'list',
  help: {
    place: 30,
    line: 'show who is logged in',
    group: '',
    more: 'Names only, in the order in which they logged in.',
    examples: ['list'],
  },
  who: 'anyone',
  scope: 'read',
  arguments: {},
  typed: { order: [] },
  reply: z.object({
    names: about(
      count,
      'number of names, which follow the JSON as text, each ended by a line feed',
    ),
  }),
  reasons: [Reason.notPermitted, Reason.notLoggedIn],
  method: null,
});
