/** What an EVENT says: replies to COMMANDs, and what a client is told unasked; docs/PROTOCOL.md is written from it. */
import { z } from 'zod';
import type { RemoteCommand } from './command-schemas.ts';
import { REACTIONS_SHOWN, UNREAD_CONVERSATIONS_MAX } from './limits.ts';

const name = z.string().meta({ title: 'name' });
const messageId = z.int().nonnegative();
const time = z.int().meta({ title: 'time' });

const message = z.object({
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

const messages = z.object({
  messages: z
    .array(message)
    .meta({ description: 'their texts follow the JSON, in the same order' }),
  more: z.boolean().meta({ description: 'there are others beyond, in the direction asked for' }),
});

const anyMessageId = z.int().meta({ description: 'negative: it is kept nowhere' });
const room = z.string().meta({ title: 'room' });
const role = z.enum(['owner', 'moderator', 'member']);
const state = z.enum(['here', 'away', 'offline']);

const roomDescription = z.object({
  room,
  topic: z.string(),
  access: z.enum(['public', 'private']),
  guests: z.boolean().meta({ description: 'guests may join' }),
  kept: z.boolean().meta({ description: 'what is said in it is stored' }),
  slow: z.int().meta({ description: 'seconds between two messages of one member; 0 for none' }),
  members: z.int(),
  role: role.optional().meta({ description: 'yours; none: you are not in it' }),
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
    message: anyMessageId
      .optional()
      .meta({ description: 'its id; none, or a negative one: it is kept nowhere' }),
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
  rooms: z.object({
    rooms: z.array(roomDescription),
    more: z.boolean().meta({ description: 'there are others after these' }),
  }),
  create: roomDescription,
  group: roomDescription,
  join: roomDescription,
  leave: nothing,
  topic: nothing,
  who: roomDescription.extend({
    people: z.array(
      z.object({
        name,
        role,
        state,
        guest: z.literal(true).optional(),
        muted: time.optional().meta({ description: 'until then' }),
      }),
    ),
    more: z.boolean().meta({ description: 'there are others after these' }),
  }),
  invite: nothing,
  kick: nothing,
  ban: nothing,
  unban: nothing,
  bans: z.object({
    bans: z
      .array(z.object({ name, until: time.optional().meta({ description: 'none: for good' }) }))
      .meta({ description: 'as many as fit' }),
  }),
  mute: nothing,
  unmute: nothing,
  role: nothing,
  slow: nothing,
  'remove-room': nothing,
  edit: nothing,
  delete: nothing,
  react: nothing,
  reactions: z.object({
    reactions: z
      .array(z.object({ emoji: z.string(), name }))
      .meta({ description: 'in their order, as many as fit' }),
  }),
  edits: z.object({
    edits: z.array(z.object({ at: time, bytes: z.int().positive() })).meta({
      description: 'their texts follow the JSON, in the same order; the newest, where not all fit',
    }),
  }),
  pin: nothing,
  pins: messages,
  context: messages.extend({
    with: name.meta({ description: 'the conversation: a person, or a room' }),
  }),
  typing: nothing,
  away: nothing,
  presence: z.object({
    people: z.array(z.object({ name, state, text: z.string().optional() })).meta({
      description: 'all that were asked for; without their texts where those do not fit',
    }),
  }),
  block: nothing,
  unblock: nothing,
  blocks: z.object({ names: z.array(name).meta({ description: 'as many as fit' }) }),
  notices: nothing,
  audit: z.object({
    entries: z.array(
      z.object({
        id: messageId,
        at: time,
        by: name,
        what: z.string().meta({ description: 'the command' }),
        room: room.optional(),
        whom: name.optional(),
        detail: z.string().optional(),
      }),
    ),
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
      to: name,
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
    })
    .meta({
      description:
        'something happened in a room that you are in; `joined` and `left` are told in rooms of up to 100 members, `invited` to who is invited',
    }),
  typing: z.object({ from: name, to: name.meta({ description: 'you, or a room' }) }),
  presence: z
    .object({ name, state, text: z.string().optional() })
    .meta({ description: 'somebody in one of your rooms of up to 100 members is here or away' }),
  blocked: z
    .object({ name, on: z.boolean() })
    .meta({ description: 'another of your devices has blocked somebody, or no longer' }),
  closing: z
    .object({ why: z.string().meta({ description: 'for people' }) })
    .meta({ description: 'the server is about to close this connection, and not by your doing' }),
} as const;

export type EventKind = keyof typeof eventSchemas;
export type EventData<Kind extends EventKind> = z.infer<(typeof eventSchemas)[Kind]>;
