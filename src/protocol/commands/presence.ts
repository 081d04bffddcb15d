/** Says whether people are online, away or offline. */
import * as z from 'zod/mini';
import { people } from '../arguments.ts';
import { contract } from '../contract.ts';
import { PAGE_MEMBERS_MAX } from '../limits.ts';
import { about, maybeText, name, state } from '../members.ts';

export const presenceContract = contract({
  name: 'presence',
  help: {
    place: 230,
    line: 'show whether people are here',
    group: 'People',
    more: 'Each is here, away or offline.',
    examples: ['presence bob', 'presence bob carol'],
  },
  who: 'person',
  scope: 'read',
  arguments: {
    names: people(PAGE_MEMBERS_MAX),
  },

  typed: { order: ['names'] },
  reply: z.object({
    people: about(
      z.array(z.object({ name, state, text: maybeText() })),
      'all that were asked for; without their texts where these do not fit',
    ),
  }),
  fit: { list: 'people', without: 'text' },
  reasons: [],
  method: { result: 'people' },
});
