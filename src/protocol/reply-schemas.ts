/** What the reply to each COMMAND says; docs/PROTOCOL-EXTENSIONS.md is written from it. */
import { z } from 'zod';
import type { RemoteCommand } from './command-schemas.ts';
import {
  anyMessageId,
  conversations,
  messageId,
  messages,
  name,
  role,
  room,
  roomDescription,
  state,
  time,
  unread,
} from './described-schemas.ts';

const nothing = z.object({});

const hold = z.object({
  until: time.optional().meta({ description: 'when it ends; none: never' }),
});

const welcome = z.object({
  name: name.meta({ description: 'yours, as it is written' }),
  registered: z.boolean().meta({ description: 'false: you are a guest' }),
  operator: z.literal(true).optional().meta({ description: 'you are an operator of the server' }),
  device: z.int().optional().meta({ description: 'the id of this device, where it has one' }),
  token: z
    .string()
    .optional()
    .meta({ description: 'of a new device: logs it in instead of the password' }),
});

const accountNumber = z.int().meta({
  description: 'the number of the account, also after it is gone and its name is not there',
});

/** What the reply to each command has besides `event`, `id` and `result`, where the result is ok. */
export const replySchemas = {
  hello: z.object({
    server: z.literal('chinwag'),
    version: z.string().meta({ description: 'of the server' }),
  }),
  alive: z.object({}),
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
  conversations,
  missed: messages,
  received: nothing,
  read: nothing,
  sessions: z.object({
    sessions: z.array(
      z.object({
        id: z.int().meta({ description: 'for `revoke`' }),
        label: z.string().meta({ description: 'the `device` that it gave when it logged in' }),
        created: time.meta({ description: 'when that was' }),
        online: z.boolean().meta({ description: 'it is logged in, on one connection at least' }),
        here: z.boolean().meta({ description: 'this connection is of it' }),
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
        muted: time.optional().meta({
          description: `may only listen until then; for good: ${Number.MAX_SAFE_INTEGER}`,
        }),
      }),
    ),
    more: z.boolean().meta({ description: 'there are others after these' }),
  }),
  invite: nothing,
  kick: nothing,
  ban: hold,
  unban: nothing,
  bans: z.object({
    bans: z
      .array(z.object({ name, until: time.optional().meta({ description: 'none: for good' }) }))
      .meta({ description: 'as many as fit' }),
    more: z.boolean().meta({ description: 'there are others after these' }),
  }),
  mute: hold,
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
  blocks: z.object({
    names: z.array(name).meta({ description: 'as many as fit' }),
    more: z.boolean().meta({ description: 'there are others after these' }),
  }),
  notices: nothing,
  audit: z.object({
    entries: z.array(
      z.object({
        id: messageId,
        at: time,
        by: z.string().meta({ description: 'the name at the time; empty: the account is gone' }),
        byAccount: accountNumber.optional(),
        what: z.string().meta({ description: 'the command' }),
        room: room.optional(),
        whom: name.optional(),
        whomAccount: accountNumber.optional(),
        detail: z.string().optional(),
      }),
    ),
  }),
} as const satisfies Record<RemoteCommand, z.ZodObject>;

export type ReplyData<Name extends RemoteCommand> = z.infer<(typeof replySchemas)[Name]>;
