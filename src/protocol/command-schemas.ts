/**
 * What a COMMAND may say, each command's arguments as a schema: the server checks by it and docs/PROTOCOL.md is written
 * from it. Types alone cost a client nothing; the schemas are for the server.
 */
import { z } from 'zod';
import {
  MESSAGE_KEY_CHARACTERS_MAX,
  NAME_CODE_POINTS_MAX,
  PAGE_MESSAGES_MAX,
  PASSWORD_BYTES_MAX,
} from './limits.ts';
import { nameFits } from './names.ts';

const name = z
  .string()
  .refine(nameFits, `a name has 1 to ${NAME_CODE_POINTS_MAX} characters`)
  .meta({ title: 'name', description: 'a name, 1–20 code points' });

const password = z
  .string()
  .min(1)
  .max(PASSWORD_BYTES_MAX)
  .meta({ title: 'string', description: 'a password, 8–1024 bytes; over TLS or loopback only' });

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
  .meta({ description: 'what this device is called: the answer has a token for it' });

const key = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .max(MESSAGE_KEY_CHARACTERS_MAX)
  .meta({
    description:
      'your own id for the message, printable ASCII: sent again with the same, it is stored once',
  });

/** The arguments of each command, besides `command` and `id`. */
export const commandSchemas = {
  hello: z.strictObject({
    client: z.string().max(80).optional().meta({ description: 'what the client is, for the log' }),
  }),
  login: z.strictObject({
    name,
    password: password.optional().meta({ description: 'for a registered name' }),
    token: z.string().min(1).max(200).optional().meta({ description: 'instead of the password' }),
    device: device.optional(),
  }),
  list: z.strictObject({}),
  sendto: z.strictObject({ to: name, key: key.optional() }),
  logout: z.strictObject({}),
  register: z.strictObject({
    name,
    password,
    invitation: z.string().min(1).max(100).optional().meta({ description: 'an invitation code' }),
    device: device.optional(),
  }),
  'change-password': z.strictObject({ old: password, new: password }),
  rename: z.strictObject({ name }),
  unregister: z.strictObject({ password }),
  history: z.strictObject({
    with: name,
    before: messageId.optional().meta({ description: 'messages with smaller ids, newest of them' }),
    after: messageId.optional().meta({ description: 'messages with larger ids, oldest of them' }),
    since: z.int().nonnegative().optional().meta({ description: 'made at this time or later' }),
    until: z.int().nonnegative().optional().meta({ description: 'made earlier than this time' }),
    limit: limit.optional(),
  }),
  search: z.strictObject({
    query: z.string().min(1).max(1000).meta({ description: 'words, phrases and filters' }),
    zone: z
      .int()
      .min(-1440)
      .max(1440)
      .optional()
      .meta({ description: 'minutes that the dates in the query are ahead of UTC' }),
    beneath: messageId.optional().meta({ description: 'only smaller ids: the next page' }),
    limit: limit.optional(),
  }),
  unread: z.strictObject({}),
  missed: z.strictObject({
    after: messageId.meta({ description: 'the last message that this device has received' }),
    limit: limit.optional(),
  }),
  received: z.strictObject({ upTo: messageId }),
  read: z.strictObject({ with: name, upTo: messageId }),
  sessions: z.strictObject({}),
  revoke: z.strictObject({ session: z.int().positive() }),
  'invite-code': z.strictObject({}),
} as const;

export type RemoteCommand = keyof typeof commandSchemas;

export type Arguments<Name extends RemoteCommand> = z.infer<(typeof commandSchemas)[Name]>;

/** The number that the client gives a COMMAND; its reply carries it. */
export const commandId = z.int().nonnegative().meta({ description: 'the reply carries it' });
