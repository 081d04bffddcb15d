/** What an EVENT says: replies to COMMANDs, and what a client is told unasked; docs/PROTOCOL.md is written from it. */
import { z } from 'zod';
import type { RemoteCommand } from './command-schemas.ts';
import { UNREAD_CONVERSATIONS_MAX } from './limits.ts';

const name = z.string().meta({ title: 'name' });
const messageId = z.int().nonnegative();
const time = z.int().meta({ title: 'time' });

const message = z.object({
  id: messageId,
  at: time,
  from: name,
  to: name.nullable().meta({ description: 'null: the account is gone' }),
  bytes: z.int().positive().meta({ description: 'length of its text' }),
});

const messages = z.object({
  messages: z
    .array(message)
    .meta({ description: 'their texts follow the JSON, in the same order' }),
  more: z.boolean().meta({ description: 'there are others beyond, in the direction asked for' }),
});

const unreadConversation = z.object({
  with: name,
  count: z.int().positive().meta({ description: 'messages not read, counted up to 1000' }),
  newest: messageId.meta({ description: 'the newest message of the conversation' }),
});

const unread = z.object({
  conversations: z
    .array(unreadConversation)
    .max(UNREAD_CONVERSATIONS_MAX)
    .meta({
      description: `those with the newest messages first, at most ${UNREAD_CONVERSATIONS_MAX}`,
    }),
});

const nothing = z.object({});

const welcome = z.object({
  name: name.meta({ description: 'yours, as it is written' }),
  registered: z.boolean().meta({ description: 'false: you are a guest' }),
  device: z.int().optional().meta({ description: 'the id of this device, where it has one' }),
  token: z
    .string()
    .optional()
    .meta({ description: 'of a new device: logs it in instead of the password' }),
});

/** What the reply to each command has besides `event`, `id` and `result`, where the result is ok. */
export const replySchemas = {
  hello: z.object({
    server: z.literal('chinwag'),
    version: z.string().meta({ description: 'of the server' }),
  }),
  login: welcome,
  list: z.object({
    names: z
      .int()
      .meta({ description: 'how many names follow the JSON as text, each ended by a line feed' }),
  }),
  sendto: z.object({
    message: messageId.optional().meta({ description: 'its id; none: it is kept nowhere' }),
    at: time.optional().meta({ description: 'when it was stored' }),
  }),
  logout: nothing,
  register: welcome,
  'change-password': nothing,
  rename: nothing,
  unregister: nothing,
  history: messages,
  search: messages,
  unread,
  missed: messages,
  received: nothing,
  read: nothing,
  sessions: z.object({
    sessions: z.array(
      z.object({
        id: z.int().meta({ description: 'for `revoke`' }),
        label: z.string().meta({ description: 'the `device` that it gave when it logged in' }),
        created: time.meta({ description: 'when that was' }),
        online: z.boolean().meta({ description: 'it is logged in' }),
        here: z.boolean().meta({ description: 'it is this device' }),
      }),
    ),
  }),
  revoke: nothing,
  'invite-code': z.object({
    code: z.string().meta({ description: 'the `invitation` of one `register`' }),
    expires: time,
  }),
} as const satisfies Record<RemoteCommand, z.ZodObject>;

export type ReplyData<Name extends RemoteCommand> = z.infer<(typeof replySchemas)[Name]>;

export type MessageDescription = z.infer<typeof message>;

/** The events, by their `event`. */
export const eventSchemas = {
  reply: z
    .object({
      id: z.int().nullable().meta({ description: 'of the COMMAND; null where it had none' }),
      result: z.enum(['ok', 'failure', 'malformed']),
      reason: z.int().optional().meta({ description: 'of a failure: section 5' }),
      why: z.string().optional().meta({ description: 'for people; not with ok' }),
    })
    .meta({
      description:
        'answers a COMMAND; where the result is ok, with what section 13 says of the command',
    }),
  message: z
    .object({
      from: name,
      to: name,
      id: messageId.optional().meta({ description: 'none: it is kept nowhere' }),
      at: time.optional().meta({ description: 'when it was stored' }),
    })
    .meta({
      description:
        'a message, whose text follows the JSON: to you, or, where `from` is you and `to` another, from one of your other devices',
    }),
  unread: unread
    .extend({
      place: messageId.meta({ description: 'where `missed` goes on for this device' }),
    })
    .meta({ description: 'once after each login of a registered person' }),
  read: z
    .object({
      with: name,
      upTo: messageId.meta({ description: 'the newest message that was read' }),
    })
    .meta({ description: 'another of your devices has read a conversation' }),
  renamed: z
    .object({ name: name.meta({ description: 'yours from now on' }) })
    .meta({ description: 'another of your devices has changed your name' }),
  closing: z
    .object({ why: z.string().meta({ description: 'for people' }) })
    .meta({ description: 'the server is about to close this connection, and not by your doing' }),
} as const;

export type EventKind = keyof typeof eventSchemas;
export type EventData<Kind extends EventKind> = z.infer<(typeof eventSchemas)[Kind]>;
