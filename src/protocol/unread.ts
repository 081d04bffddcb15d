/** Conversations with unread messages, in an event and a reply. */
import * as z from 'zod/mini';
import { UNREAD_CONVERSATIONS_MAX, UNREAD_COUNT_MAX } from './limits.ts';
import { about, count, either, messageId, orZero } from './members.ts';

const conversation = z.object({
  with: about(either, 'a person, or a room'),
  count: about(count, `unread messages, counted up to ${UNREAD_COUNT_MAX}`),
  mentions: orZero('how many of those in a room mention you'),
  newest: about(messageId, 'the newest message of the conversation'),
  read: about(
    z.optional(
      z.pipe(
        z.nullable(messageId),
        z.transform((id) => id ?? undefined),
      ),
    ),
    'of a room: the message up to which it was read; 0 for none',
  ),
});

export const unreadConversations = about(
  z.array(conversation),
  `those with the newest messages first, at most ${UNREAD_CONVERSATIONS_MAX}`,
);
