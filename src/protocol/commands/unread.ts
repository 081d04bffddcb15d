/** Lists conversations with unread messages. */
import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { unreadConversations } from '../unread.ts';

export const unreadContract = contract({
  name: 'unread',
  help: {
    place: 380,
    line: 'show who wrote what you have not read',
    group: 'Reading',
    more: 'What has been shown here counts as read.',
    examples: ['unread'],
  },
  who: 'account',
  scope: 'read',
  arguments: {},
  typed: { order: [] },
  reply: z.object({ conversations: unreadConversations }),
  fit: { list: 'conversations' },
  reasons: [...reasonsOfReading],
  method: { result: 'conversations' },
});
