/** What an EVENT says: replies to COMMANDs, and what a client is told unasked; docs/PROTOCOL.md is written from it. */
import { z } from 'zod';
import type { RemoteCommand } from './command-schemas.ts';

const name = z.string().meta({ title: 'name' });
const messageId = z.int().nonnegative().meta({ description: 'ids count up over all messages' });
const time = z.int().meta({ description: 'milliseconds since 1970, UTC' });

const message = z.object({
  id: messageId,
  at: time,
  from: name.nullable().meta({ description: 'null: the account is gone' }),
  to: name.nullable(),
  bytes: z.int().positive().meta({ description: 'length of its text, which follow one another' }),
});

const messages = z.object({
  messages: z.array(message).meta({ description: 'their texts follow the JSON, in this order' }),
  more: z.boolean().meta({ description: 'there are others beyond' }),
});

const unreadConversation = z.object({
  with: name,
  count: z.int().positive().meta({ description: 'messages not read, counted up to 1000' }),
  newest: messageId,
});

const unread = z.object({ conversations: z.array(unreadConversation) });

const nothing = z.object({});

const welcome = z.object({
  name,
  registered: z.boolean(),
  device: z.int().optional().meta({ description: 'the number of this device' }),
  token: z.string().optional().meta({ description: 'logs in instead of the password' }),
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
      .meta({ description: 'how many names follow the JSON, each ended by a line feed' }),
  }),
  sendto: z.object({
    message: messageId.optional().meta({ description: 'where it was stored' }),
    at: time.optional(),
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
        id: z.int(),
        label: z.string(),
        created: time,
        online: z.boolean(),
        here: z.boolean().meta({ description: 'it is this device' }),
      }),
    ),
  }),
  revoke: nothing,
  'invite-code': z.object({ code: z.string(), expires: time }),
} as const satisfies Record<RemoteCommand, z.ZodObject>;

export type ReplyData<Name extends RemoteCommand> = z.infer<(typeof replySchemas)[Name]>;

export type MessageDescription = z.infer<typeof message>;

/** The events, by their `event`. */
export const eventSchemas = {
  reply: z.object({
    id: z.int().nullable().meta({ description: 'of the COMMAND; null where it had none' }),
    result: z.enum(['ok', 'failure', 'malformed']),
    reason: z.int().optional().meta({ description: 'of a failure: section 5' }),
    why: z.string().optional().meta({ description: 'for people' }),
  }),
  message: z.object({
    from: name,
    to: name,
    id: messageId.optional().meta({ description: 'where it is stored; none: it is kept nowhere' }),
    at: time.optional(),
  }),
  unread: unread.extend({
    place: messageId.meta({ description: 'the last message that this device has received' }),
  }),
  read: z.object({ with: name, upTo: messageId }),
  renamed: z.object({ name }),
  closing: z.object({ why: z.string() }),
} as const;

export type EventKind = keyof typeof eventSchemas;
export type EventData<Kind extends EventKind> = z.infer<(typeof eventSchemas)[Kind]>;
