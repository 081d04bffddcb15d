/** Searches messages. */
import * as z from 'zod/mini';
import { argument, limit, optional, storedMessage } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import { messagePage } from '../replies.ts';
import { SEARCH_CHARACTERS_MAX } from '../search-query.ts';
import { typedWhole } from '../typing.ts';

export const searchContract = contract({
  name: 'search',
  help: {
    place: 410,
    line: 'find messages; from: with: before: after:',
    about: 'newest first',
    group: 'Reading',
    more: 'It finds messages that have all the words, the newest first, in your own conversations and rooms.',
    none: 'nothing found',
    examples: [
      'search lunch',
      'search "at noon" from:bob with:#lunch',
      'search soup after:2026-11-01',
    ],
  },
  who: 'account',
  scope: 'read',
  arguments: {
    query: argument(z.string().check(z.minLength(1), z.maxLength(SEARCH_CHARACTERS_MAX)), {
      description: 'words, phrases and filters',
      typing: typedWhole('words or "phrases"', SEARCH_CHARACTERS_MAX),
    }),
    zone: optional(
      argument(z.int().check(z.gte(-1440), z.lte(1440))),
      'minutes by which dates in the query are ahead of UTC; by default 0',
    ),
    beneath: optional(storedMessage, 'only smaller ids: the next page'),
    limit: limit(PAGE_MESSAGES_MAX, 'messages'),
  },
  typed: { order: ['query'] },
  reply: messagePage,
  texts: 'messages',
  fit: { list: 'messages', without: 'reactions' },
  reasons: [
    Reason.badSearch,
    Reason.noSuchUser,
    Reason.noSuchRoom,
    Reason.notMember,
    ...reasonsOfReading,
  ],
  method: {},
});
