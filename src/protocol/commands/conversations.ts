/** Lists one's conversations with people. */
import * as z from 'zod/mini';
import { argument, limit, optional } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { PAGE_CONVERSATIONS_MAX } from '../limits.ts';
import { about, messageId } from '../members.ts';
import { conversations } from '../replies.ts';

export const conversationsContract = contract({
  name: 'conversations',
  help: {
    place: 390,
    line: 'show with whom you have written',
    about: 'with people, yourself included, newest message first; rooms are in `rooms`',
    group: 'Reading',
    more: 'The one with the newest message comes first.',
    examples: ['conversations'],
  },
  who: 'account',
  scope: 'read',
  arguments: {
    beneath: optional(
      argument(messageId),
      'only those whose newest message has a smaller id: the next page',
    ),
    limit: limit(PAGE_CONVERSATIONS_MAX, 'conversations'),
  },
  typed: { order: [] },
  reply: z.object({
    conversations,
    more: about(z.boolean(), 'there are others with older messages'),
  }),
  fit: { list: 'conversations' },
  reasons: [...reasonsOfReading],
  method: {},
});
