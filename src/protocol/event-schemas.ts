/** What an EVENT says that a client is told unasked, and what all replies have; docs/PROTOCOL-EXTENSIONS.md is written from it. */
import { z } from 'zod';
import {
  anyMessageId,
  messageId,
  name,
  role,
  room,
  state,
  time,
  unread,
} from './described-schemas.ts';

/** The events, by their `event`. */
export const eventSchemas = {
  reply: z
    .object({
      id: z.int().nullable().meta({ description: 'of the COMMAND; null where it had none' }),
      result: z.enum(['ok', 'failure', 'malformed']),
      reason: z.int().optional().meta({ description: 'of a failure: section 5' }),
      why: z.string().optional().meta({ description: 'for people; not with ok' }),
      wait: z.int().positive().optional().meta({
        description:
          'of a failure that passes by itself: seconds after which it may be tried again, where the server knows',
      }),
    })
    .meta({
      description:
        'answers a COMMAND; where the result is ok, with what section 13 says of the command',
    }),
  message: z
    .object({
      from: name,
      to: name.meta({ description: 'you, or a room' }),
      id: anyMessageId
        .optional()
        .meta({ description: 'none, or a negative one: it is kept nowhere' }),
      at: time.optional().meta({ description: 'when it was stored' }),
      guest: z.literal(true).optional().meta({ description: 'a guest wrote it, in a room' }),
      reply: anyMessageId.optional().meta({ description: 'the message that it answers' }),
    })
    .meta({
      description:
        'a message, whose text follows the JSON: to you or a room, or, where `from` is you and `to` another, from one of your other devices',
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
  edited: z
    .object({
      message: anyMessageId,
      from: name.meta({ description: 'who wrote it' }),
      to: name,
      at: time,
    })
    .meta({ description: 'a message has another text, which follows the JSON' }),
  deleted: z
    .object({
      message: anyMessageId,
      from: name.meta({ description: 'who wrote it' }),
      to: name.nullable().meta({ description: 'null: the account is gone' }),
      by: name,
    })
    .meta({ description: 'a message was taken back, or removed by a moderator' }),
  reacted: z.object({
    message: anyMessageId,
    from: name.meta({ description: 'who wrote it' }),
    to: name,
    by: name,
    emoji: z.string(),
    off: z.literal(true).optional().meta({ description: 'it was taken back' }),
  }),
  room: z
    .object({
      room,
      what: z.enum([
        'joined',
        'left',
        'kicked',
        'banned',
        'unbanned',
        'muted',
        'unmuted',
        'role',
        'topic',
        'slow',
        'pinned',
        'unpinned',
        'invited',
        'kept',
        'removed',
      ]),
      by: name.meta({ description: 'who did it' }),
      name: name.optional().meta({ description: 'to whom' }),
      role: role.optional(),
      until: time.optional().meta({ description: 'of a ban or mute; none: for good' }),
      why: z.string().optional(),
      topic: z.string().optional(),
      seconds: z.int().optional().meta({ description: 'of slow mode' }),
      message: anyMessageId.optional().meta({ description: 'that was pinned' }),
      addedBy: name.optional().meta({ description: 'who put you in, of `joined`: with `group`' }),
    })
    .meta({
      description:
        'something happened in a room that you are in; `joined` and `left` are told in rooms of up to 100 members, and `joined` to whoever is put into one; `invited` to who is invited, `kept` to who came in by `sendto`: what is said there is stored',
    }),
  typing: z.object({ from: name, to: name.meta({ description: 'you, or a room' }) }),
  presence: z
    .object({ name, state, text: z.string().optional() })
    .meta({ description: 'somebody in one of your rooms of up to 100 members is here or away' }),
  blocked: z
    .object({ name, on: z.boolean() })
    .meta({ description: 'another of your devices has blocked somebody, or no longer' }),
  alive: z
    .object({
      within: z.int().meta({ description: 'seconds, in which something must come from you' }),
    })
    .meta({
      description:
        'are you there? Only for those whose `hello` said `alive`; the command of that name answers it',
    }),
  closing: z
    .object({
      why: z.string().meta({ description: 'for people' }),
      again: z
        .literal(true)
        .optional()
        .meta({ description: 'it is not about who you are: log in again, on a new connection' }),
    })
    .meta({ description: 'the server is about to close this connection' }),
} as const;

export type EventKind = keyof typeof eventSchemas;
export type EventData<Kind extends EventKind> = z.infer<(typeof eventSchemas)[Kind]>;
