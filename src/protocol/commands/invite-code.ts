/** Creates an invitation code for registering. */
import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { about, time, word } from '../members.ts';

export const inviteCodeContract = contract({
  name: 'invite-code',
  help: {
    place: 440,
    line: 'make an invitation for somebody',
    group: 'People',
    more: 'Where the server asks for one, a name can be registered with it, once.',
    examples: ['invite-code'],
  },
  who: 'account',
  owner: true,
  scope: 'account',
  arguments: {},
  typed: { order: [] },
  reply: z.object({
    code: about(word, 'the `invitation` of one `register`'),
    expires: time,
  }),
  reasons: [Reason.notPermitted, Reason.quotaReached, Reason.notStored],
  method: {},
});
