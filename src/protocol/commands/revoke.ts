/** Having a device forgotten. */
import * as z from 'zod/mini';
import { argument } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';
import { typedNumber } from '../typing.ts';

export const revokeContract = contract({
  name: 'revoke',
  help: {
    line: 'log one of these devices out',
    group: 'Account',
    more: 'That device then needs the password again. sessions shows the numbers.',
    examples: ['revoke 3'],
  },
  who: 'account',
  scope: 'account',
  arguments: {
    session: argument(z.int().check(z.gt(0)), {
      description: 'an id that `sessions` answered',
      typing: typedNumber(1),
    }),
  },
  typed: { order: ['session'] },
  reply: nothing,
  reasons: [Reason.notFound, Reason.notStored],
  method: {},
});
