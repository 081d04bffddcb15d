/** Says whether people are online, away or offline. */
import * as z from 'zod/mini';
import { argument, optional, people } from '../arguments.ts';
import { contract } from '../contract.ts';
import { PAGE_MEMBERS_MAX } from '../limits.ts';
import { about, count, maybe, maybeText, name, state, time } from '../members.ts';

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
    idle: optional(
      argument(z.boolean()),
      'true: also since when, and when last heard of, those are here who share a room with you',
    ),
  },

  typed: { order: ['names'] },
  reply: z.object({
    people: about(
      z.array(
        z.object({
          name,
          state,
          text: maybeText(),
          since: maybe(time, 'here since then'),
          idle: maybe(count, 'seconds since they came, or wrote to a room that you share'),
        }),
      ),
      'all that were asked for; without their texts where these do not fit',
    ),
  }),
  fit: { list: 'people', without: 'text' },
  reasons: [],
  method: { positional: ['names'], result: 'people' },
});
