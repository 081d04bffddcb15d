/**
 * What a COMMAND may say, each command's arguments as a schema: the server checks by it and docs/PROTOCOL.md is written
 * from it (`npm run docs`). Types alone cost a client nothing; the schemas are for the server.
 */
import { z } from 'zod';
import {
  MESSAGE_KEY_CHARACTERS_MAX,
  NAME_CODE_POINTS_MAX,
  PAGE_MESSAGES_MAX,
  PASSWORD_BYTES_MAX,
} from './limits.ts';
import { nameFits } from './names.ts';
import { SEARCH_CHARACTERS_MAX } from './search-query.ts';

const name = z
  .string()
  .refine(nameFits, `a name has 1 to ${NAME_CODE_POINTS_MAX} characters`)
  .meta({ title: 'name' });

const password = z.string().min(1).max(PASSWORD_BYTES_MAX).meta({ title: 'password' });

const messageId = z.int().nonnegative();

const limit = z
  .int()
  .min(1)
  .max(PAGE_MESSAGES_MAX)
  .meta({ description: `at most so many messages; ${PAGE_MESSAGES_MAX} where it is left out` });

const device = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: 'what this device is called: the reply has a token for it' });

const key = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .max(MESSAGE_KEY_CHARACTERS_MAX)
  .meta({
    description:
      'your own id for the message, printable ASCII without spaces: sent again with the same, it is stored once',
  });

/** The arguments of each command, besides `command` and `id`. */
export const commandSchemas = {
  hello: z.strictObject({
    client: z
      .string()
      .max(80)
      .optional()
      .meta({ description: 'what the client is; it changes nothing' }),
  }),
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
    .strictObject({ to: name, key: key.optional() })
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
  'change-password': z
    .strictObject({ old: password, new: password })
    .meta({ description: 'all other devices are logged out, and their tokens good for nothing' }),
  rename: z.strictObject({ name }),
  unregister: z
    .strictObject({ password })
    .meta({ description: 'you are logged out with the reply' }),
  history: z
    .strictObject({
      with: name,
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
      limit: limit.optional(),
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
      limit: limit.optional(),
    })
    .meta({ description: 'newest first' }),
  unread: z.strictObject({}),
  missed: z
    .strictObject({
      after: messageId.meta({ description: 'those with larger ids, the oldest of them' }),
      limit: limit.optional(),
    })
    .meta({ description: 'oldest first, and without what was read' }),
  received: z.strictObject({
    upTo: messageId.meta({ description: 'the newest message that this device has' }),
  }),
  read: z.strictObject({
    with: name,
    upTo: messageId.meta({ description: 'the newest message that was read' }),
  }),
  sessions: z.strictObject({}),
  revoke: z.strictObject({
    session: z.int().positive().meta({ description: 'an id that `sessions` answered' }),
  }),
  'invite-code': z.strictObject({}),
} as const;

export type RemoteCommand = keyof typeof commandSchemas;

export type Arguments<Name extends RemoteCommand> = z.infer<(typeof commandSchemas)[Name]>;

/** The number that the client gives a COMMAND; its reply carries it. */
export const commandId = z.int().nonnegative().meta({ description: 'the reply carries it' });
