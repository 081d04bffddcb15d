/** What replies and events have in common: messages, rooms, what was not read. */
import { z } from 'zod';
import { PAGE_CONVERSATIONS_MAX, REACTIONS_SHOWN, UNREAD_CONVERSATIONS_MAX } from './limits.ts';

export const name = z.string().meta({ title: 'name' });
export const messageId = z.int().nonnegative();
export const time = z.int().meta({ title: 'time' });

export const message = z.object({
  id: messageId,
  at: time,
  from: name,
  to: name.nullable().meta({ description: 'null: the account is gone' }),
  bytes: z.int().nonnegative().meta({ description: 'length of its text; 0: it was deleted' }),
  guest: z.literal(true).optional().meta({ description: 'a guest wrote it' }),
  reply: messageId.optional().meta({ description: 'the message that it answers' }),
  edited: time.optional().meta({ description: 'when it was changed last' }),
  deleted: z.literal(true).optional(),
  pinned: z.literal(true).optional(),
  reactions: z
    .array(
      z.object({
        emoji: z.string(),
        count: z.int().positive(),
        mine: z.literal(true).optional().meta({ description: 'yours is among them' }),
      }),
    )
    .optional()
    .meta({
      description: `at most ${REACTIONS_SHOWN}; left out of a page that would be too large with them: ask \`reactions\``,
    }),
});

export const messages = z.object({
  messages: z
    .array(message)
    .meta({ description: 'their texts follow the JSON, in the same order' }),
  more: z.boolean().meta({ description: 'there are others beyond, in the direction asked for' }),
});

export const anyMessageId = z.int().meta({ description: 'negative: it is kept nowhere' });
export const room = z.string().meta({ title: 'room' });
export const role = z.enum(['owner', 'moderator', 'member']);
export const state = z.enum(['here', 'away', 'offline']);

export const roomDescription = z.object({
  room,
  topic: z.string(),
  access: z.enum(['public', 'private']),
  guests: z.boolean().meta({ description: 'guests may join' }),
  kept: z.boolean().meta({ description: 'what is said in it is stored' }),
  slow: z.int().meta({ description: 'seconds between two messages of one member; 0 for none' }),
  members: z.int(),
  role: role.optional().meta({ description: 'yours; none: you are not in it' }),
  muted: time.optional().meta({
    description: 'you may only listen until then, as in `people` of `who`; none: you may speak',
  }),
});

const unreadConversation = z.object({
  with: name.meta({ description: 'a person, or a room' }),
  count: z.int().positive().meta({ description: 'messages not read, counted up to 1000' }),
  mentions: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'how many of those in a room mention you' }),
  newest: messageId.meta({ description: 'the newest message of the conversation' }),
  read: messageId
    .optional()
    .meta({ description: 'of a room: the message up to which it was read; 0 for none' }),
});

export const unread = z.object({
  conversations: z
    .array(unreadConversation)
    .max(UNREAD_CONVERSATIONS_MAX)
    .meta({ description: 'those with the newest messages first' }),
});

export const conversations = z.object({
  conversations: z
    .array(
      z.object({
        with: name,
        newest: messageId.meta({ description: 'its newest message, whoever wrote it' }),
        at: time.meta({ description: 'the time of that' }),
      }),
    )
    .max(PAGE_CONVERSATIONS_MAX),
  more: z.boolean().meta({ description: 'there are others with older messages' }),
});

export type MessageDescription = z.infer<typeof message>;
