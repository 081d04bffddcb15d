/** Arguments that several commands have (command-schemas.ts): names, ids of messages, how much of a list. */
import { z } from 'zod';
import {
  MESSAGE_KEY_CHARACTERS_MAX,
  NAME_CODE_POINTS_MAX,
  PASSWORD_BYTES_MAX,
  SANCTION_SECONDS_MAX,
  TOPIC_CHARACTERS_MAX,
} from './limits.ts';
import { isRoomName, nameFits } from './names.ts';

export const name = z
  .string()
  .refine(nameFits, `a name has 1 to ${NAME_CODE_POINTS_MAX} characters`)
  .meta({ title: 'name' });

export const room = z
  .string()
  .refine(
    (value) => nameFits(value) && isRoomName(value),
    `a room is called # and 1 to 19 characters`,
  )
  .meta({ title: 'room' });

export const password = z.string().min(1).max(PASSWORD_BYTES_MAX).meta({ title: 'password' });

export const messageId = z.int().nonnegative();

/** One that is kept nowhere has a negative id while the server remembers it. */
export const anyMessageId = z
  .int()
  .meta({ description: 'the id of a message, negative where it is kept nowhere' });

export const seconds = z.int().min(1).max(SANCTION_SECONDS_MAX);

export const why = z
  .string()
  .min(1)
  .max(TOPIC_CHARACTERS_MAX)
  .meta({ description: 'why, for people' });

/** Where the next page begins. */
export const afterName = name.meta({ description: 'the last name of the page before' });

/** What the room's members and the audit log are told of it. */
export const inRoom = { room, name };

/** At most `max` of `what`, which is also the limit where none is given. */
export const limitOf = (max: number, what: string) =>
  z
    .int()
    .min(1)
    .max(max)
    .meta({ description: `at most so many ${what}; ${max} where it is left out` });

export const device = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: 'what this device is called: the reply has a token for it' });

export const key = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .max(MESSAGE_KEY_CHARACTERS_MAX)
  .meta({
    description:
      'your own id for the message, printable ASCII without spaces: sent again with the same, it is stored once',
  });
