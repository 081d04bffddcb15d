/**
 * What a COMMAND may say, each command's arguments as a schema: the server checks by it and docs/PROTOCOL-EXTENSIONS.md is written
 * from it (`npm run docs`). Types alone cost a client nothing; the schemas are for the server.
 */
import { z } from 'zod';
import {
  afterName,
  anyMessageId,
  device,
  inRoom,
  key,
  limitOf,
  messageId,
  name,
  password,
  room,
  seconds,
  why,
} from './argument-schemas.ts';
import { EMOJI_UNITS_MAX } from './emoji.ts';
import {
  AWAY_CHARACTERS_MAX,
  GROUP_NAMES_MAX,
  PAGE_CONVERSATIONS_MAX,
  PAGE_MEMBERS_MAX,
  PAGE_MESSAGES_MAX,
  PAGE_ROOMS_MAX,
  ROOM_SEARCH_CHARACTERS_MAX,
  SLOW_SECONDS_MAX,
  TOPIC_CHARACTERS_MAX,
} from './limits.ts';
import { SEARCH_CHARACTERS_MAX } from './search-query.ts';

/** The arguments of each command, besides `command` and `id`. */
export const commandSchemas = {
  hello: z.strictObject({
    client: z
      .string()
      .max(80)
      .optional()
      .meta({ description: 'what the client is; it changes nothing' }),
    alive: z
      .literal(true)
      .optional()
      .meta({ description: 'it answers the event `alive`: section 19' }),
  }),
  alive: z.strictObject({}),
  login: z.strictObject({
    name,
    password: password.optional().meta({ description: 'of a registered name' }),
    token: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'instead of the password; this device gave it' }),
    device: device.optional(),
  }),
  list: z.strictObject({}),
  sendto: z
    .strictObject({
      to: name.meta({ description: 'a person, or a room: one that anyone may join is joined' }),
      key: key.optional(),
      reply: anyMessageId
        .optional()
        .meta({ description: 'the message of the same conversation that it answers' }),
    })
    .meta({ description: 'the text of the COMMAND is the message' }),
  logout: z.strictObject({}),
  register: z
    .strictObject({
      name,
      password,
      invitation: z.string().min(1).max(100).optional().meta({ description: 'an invitation code' }),
      device: device.optional(),
    })
    .meta({ description: 'you are logged in with the reply' }),
  'change-password': z.strictObject({ old: password, new: password }).meta({
    description:
      'your other connections end, with a device or without, and the tokens of your other devices are good for nothing',
  }),
  rename: z.strictObject({ name }),
  unregister: z
    .strictObject({ password })
    .meta({ description: 'you are logged out with the reply' }),
  history: z
    .strictObject({
      with: name.meta({ description: 'a person, or a room' }),
      before: messageId
        .optional()
        .meta({ description: 'those with smaller ids, the newest of them' }),
      after: messageId
        .optional()
        .meta({ description: 'those with larger ids, the oldest of them' }),
      since: z
        .int()
        .nonnegative()
        .optional()
        .meta({ description: 'those made at this time or later, the oldest of them' }),
      until: z
        .int()
        .nonnegative()
        .optional()
        .meta({ description: 'those made earlier than this time, the newest of them' }),
      limit: limitOf(PAGE_MESSAGES_MAX, 'messages').optional(),
    })
    .meta({
      description:
        'oldest first; without `before`, `after`, `since` and `until` the newest; of several of these, the first of `after`, `since`, `before`, `until` counts',
    }),
  search: z
    .strictObject({
      query: z
        .string()
        .min(1)
        .max(SEARCH_CHARACTERS_MAX)
        .meta({ description: 'words, phrases and filters: section 12' }),
      zone: z.int().min(-1440).max(1440).optional().meta({
        description: 'minutes that the dates in the query are ahead of UTC; 0 where it is left out',
      }),
      beneath: messageId.optional().meta({ description: 'only smaller ids: the next page' }),
      limit: limitOf(PAGE_MESSAGES_MAX, 'messages').optional(),
    })
    .meta({ description: 'newest first' }),
  unread: z.strictObject({}),
  conversations: z
    .strictObject({
      beneath: messageId.optional().meta({
        description: 'only those whose newest message has a smaller id: the next page',
      }),
      limit: limitOf(PAGE_CONVERSATIONS_MAX, 'conversations').optional(),
    })
    .meta({
      description:
        'with people, oneself among them, those with the newest messages first; rooms are in `rooms`',
    }),
  missed: z
    .strictObject({
      after: messageId.meta({ description: 'those with larger ids, the oldest of them' }),
      limit: limitOf(PAGE_MESSAGES_MAX, 'messages').optional(),
    })
    .meta({ description: 'oldest first, and without what was read' }),
  received: z.strictObject({
    upTo: messageId.meta({ description: 'the newest message that this device has' }),
  }),
  read: z.strictObject({
    with: name.meta({ description: 'a person, or a room' }),
    upTo: messageId.meta({ description: 'the newest message that was read' }),
  }),
  sessions: z.strictObject({}),
  revoke: z.strictObject({
    session: z.int().positive().meta({ description: 'an id that `sessions` answered' }),
  }),
  'invite-code': z.strictObject({}),
  rooms: z
    .strictObject({
      after: z
        .string()
        .max(80)
        .optional()
        .meta({ description: 'the last room of the page before' }),
      find: z
        .string()
        .min(1)
        .max(ROOM_SEARCH_CHARACTERS_MAX)
        .optional()
        .meta({ description: 'only names with this in them' }),
      mine: z.boolean().optional().meta({ description: 'only those that you are in' }),
      limit: limitOf(PAGE_ROOMS_MAX, 'rooms').optional(),
    })
    .meta({ description: 'those that you are in and those that anyone may join, by name' }),
  create: z
    .strictObject({
      room,
      access: z.enum(['public', 'private']).optional().meta({
        description: 'who may join: anyone, whoever is invited; public where it is left out',
      }),
      guests: z
        .boolean()
        .optional()
        .meta({ description: 'whether guests may join; true where it is left out' }),
      kept: z.boolean().optional().meta({
        description:
          'whether what is said is stored; true where it is left out, for registered people; a guest’s room is not, and ends when nobody is logged in there',
      }),
      topic: z.string().min(1).max(TOPIC_CHARACTERS_MAX).optional(),
    })
    .meta({ description: 'you are its owner' }),
  group: z
    .strictObject({
      names: z.array(name).min(1).max(GROUP_NAMES_MAX).meta({ description: 'registered people' }),
    })
    .meta({ description: 'all of them are in it at once, and told so, and you are its owner' }),
  join: z.strictObject({ room }),
  leave: z.strictObject({ room }),
  topic: z.strictObject({
    room,
    topic: z.string().max(TOPIC_CHARACTERS_MAX).meta({ description: 'empty for none' }),
  }),
  who: z
    .strictObject({
      room,
      after: name.optional().meta({ description: 'the last member of the page before' }),
      limit: limitOf(PAGE_MEMBERS_MAX, 'members').optional(),
    })
    .meta({
      description:
        'the room and its members: of up to 50 those who are logged in first, of more in the order of their names',
    }),
  invite: z.strictObject(inRoom).meta({ description: 'a private room lets in who is invited' }),
  kick: z.strictObject({ ...inRoom, why: why.optional() }),
  ban: z
    .strictObject({
      ...inRoom,
      seconds: seconds.optional().meta({ description: 'for good where it is left out' }),
      why: why.optional(),
    })
    .meta({ description: 'of a guest: by the address too, for a day at most (section 16)' }),
  unban: z.strictObject(inRoom),
  bans: z.strictObject({ room, after: afterName.optional() }).meta({ description: 'by name' }),
  mute: z
    .strictObject({
      ...inRoom,
      seconds: seconds.optional().meta({ description: 'for good where it is left out' }),
      why: why.optional(),
    })
    .meta({ description: 'of a guest: by the address too, for a day at most (section 16)' }),
  unmute: z.strictObject(inRoom),
  role: z.strictObject({ ...inRoom, role: z.enum(['owner', 'moderator', 'member']) }),
  slow: z
    .strictObject({
      room,
      seconds: z
        .int()
        .min(0)
        .max(SLOW_SECONDS_MAX)
        .meta({ description: 'between two messages of one member; 0 for none' }),
    })
    .meta({ description: 'owners and moderators are not slowed down' }),
  'remove-room': z.strictObject({ room }),
  edit: z
    .strictObject({ message: anyMessageId })
    .meta({ description: 'the text of the COMMAND takes the place of its text' }),
  delete: z
    .strictObject({ message: anyMessageId })
    .meta({ description: 'a tombstone stays; the text is erased' }),
  react: z.strictObject({
    message: anyMessageId,
    emoji: z.string().min(1).max(EMOJI_UNITS_MAX).meta({ description: 'one emoji: section 17' }),
    off: z.boolean().optional().meta({ description: 'takes it back' }),
  }),
  reactions: z.strictObject({ message: messageId }),
  edits: z.strictObject({ message: messageId }).meta({ description: 'what it said, oldest first' }),
  pin: z.strictObject({
    message: anyMessageId,
    off: z.boolean().optional().meta({ description: 'takes it down again' }),
  }),
  pins: z.strictObject({ room }).meta({ description: 'oldest first' }),
  context: z
    .strictObject({ message: messageId, limit: limitOf(PAGE_MESSAGES_MAX, 'messages').optional() })
    .meta({ description: 'a message among those before and after it: where a link leads' }),
  typing: z
    .strictObject({ to: name })
    .meta({ description: 'say so every few seconds while somebody types; it is kept nowhere' }),
  away: z.strictObject({
    text: z.string().max(AWAY_CHARACTERS_MAX).nullable().meta({ description: 'null: here again' }),
  }),
  presence: z.strictObject({ names: z.array(name).min(1).max(PAGE_MEMBERS_MAX) }),
  block: z
    .strictObject({ name })
    .meta({ description: 'their messages and invitations do not reach you, and they cannot tell' }),
  unblock: z.strictObject({ name }),
  blocks: z.strictObject({ after: afterName.optional() }).meta({ description: 'by name' }),
  notices: z
    .strictObject({ on: z.boolean() })
    .meta({ description: 'on plain clients, by a line that begins with `*`: section 16' }),
  audit: z
    .strictObject({
      before: messageId.optional().meta({ description: 'only smaller ids: the next page' }),
      room: room.optional(),
      limit: limitOf(PAGE_MESSAGES_MAX, 'entries').optional(),
    })
    .meta({ description: 'what moderators and operators did, newest first; for operators' }),
} as const;

export type RemoteCommand = keyof typeof commandSchemas;

export type Arguments<Name extends RemoteCommand> = z.infer<(typeof commandSchemas)[Name]>;

/** The number that the client gives a COMMAND; its reply carries it. */
export const commandId = z.int().nonnegative().meta({ description: 'the reply carries it' });
