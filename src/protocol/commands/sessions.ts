/** Lists the devices that can log in without the password. */
import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { about, count, time, truth } from '../members.ts';

export const sessionsContract = contract({
  name: 'sessions',
  help: {
    place: 420,
    line: 'show the devices that stay logged in',
    group: 'Account',
    more: 'Each has a number, for revoke.',
    examples: ['sessions'],
  },
  who: 'account',
  scope: 'account',
  arguments: {},
  typed: { order: [] },
  reply: z.object({
    sessions: z.array(
      z.object({
        id: about(count, 'for `revoke`'),
        label: about(z.string(), 'the `device` that it was remembered as'),
        created: about(time, 'when it was remembered'),
        online: truth('it is logged in, on one connection at least'),
        here: truth('this connection belongs to it'),
      }),
    ),
  }),
  fit: { list: 'sessions' },
  reasons: [],
  method: { result: 'sessions' },
});
