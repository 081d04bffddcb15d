/** Forgets one of the account's devices. */
import * as z from 'zod/mini';
import { argument } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';
import { typedNumber } from '../typing.ts';

export const revokeContract = contract({
  name: 'revoke',
  help: {
    place: 430,
    line: 'log one of these devices out',
    group: 'Account',
    more: 'That device then needs the password again. sessions shows the numbers.',
    examples: ['revoke 3'],
  },
  who: 'account',
  scope: 'account',
  arguments: {
    session: argument(z.int().check(z.gt(0)), {
      description: 'an id from `sessions`',
      typing: typedNumber(1),
    }),
  },
  typed: { order: ['session'] },
  reply: nothing,
  reasons: [Reason.notFound, Reason.notStored],
  method: {},
});
