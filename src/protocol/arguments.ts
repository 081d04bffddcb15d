/** The kinds of arguments that commands have: what each may be, and how it is typed. */
import * as z from 'zod/mini';
import {
  MESSAGE_KEY_CHARACTERS_MAX,
  NAME_CODE_POINTS_MAX,
  PASSWORD_BYTES_MAX,
  SANCTION_SECONDS_MAX,
  TOPIC_CHARACTERS_MAX,
} from './limits.ts';
import { isRoomName, nameFits } from './names.ts';
import {
  type MessageReference,
  type Typing,
  typedAfter,
  typedAnyMessage,
  typedDuration,
  typedEither,
  typedMessage,
  typedNewName,
  typedNumber,
  typedOff,
  typedPassword,
  typedPeople,
  typedPerson,
  typedRest,
  typedRoom,
} from './typing.ts';

export interface Argument<Schema extends z.ZodMiniType = z.ZodMiniType> {
  readonly schema: Schema;
  readonly optional?: true;
  /** A name, or several: the client library looks at it before it is sent. */
  readonly named?: true;
  /** It is asked for unseen on a terminal, and typed elsewhere. */
  readonly secret?: true;
  /** Left out: it is not typed. */
  readonly typing?: Typing;
}

interface Named {
  readonly title?: string;
  readonly description?: string;
}

/** An argument that is not typed, where no `typing` is given. */
export function argument<Schema extends z.ZodMiniType, Typed extends Typing<unknown>>(
  schema: Schema,
  { typing, ...named }: Named & { readonly typing?: Typed } = {},
): Argument<Schema> {
  if (named.title !== undefined || named.description !== undefined) {
    z.globalRegistry.add(schema, named);
  }
  return typing === undefined ? { schema } : { schema, typing };
}

/** The same, with a description of its own. */
export function described<One extends Argument>(one: One, description: string): One {
  const schema = z.clone(one.schema);
  z.globalRegistry.add(schema, { description });
  return { ...one, schema };
}

/** The same, where it may be left out. */
export function optional<Schema extends z.ZodMiniType>(
  { schema, typing }: Argument<Schema>,
  description?: string,
): Argument<z.ZodMiniOptional<Schema>> & { readonly optional: true } {
  const whole = z.optional(schema);
  if (description !== undefined) z.globalRegistry.add(whole, { description });
  return { schema: whole, optional: true, ...(typing === undefined ? {} : { typing }) };
}

/** The same, typed in another way. */
export function typedAs<One extends Argument>(one: One, typing: Typing): One {
  return { ...one, typing };
}

const nameSchema = z
  .string()
  .check(z.refine(nameFits, `a name has 1 to ${NAME_CODE_POINTS_MAX} characters`));
const roomSchema = z
  .string()
  .check(
    z.refine(
      (value) => nameFits(value) && isRoomName(value),
      'a room is called # and 1 to 19 characters',
    ),
  );

function named<Schema extends z.ZodMiniType>(one: Argument<Schema>) {
  return { ...one, named: true } as const;
}

/** Registered people, or any; `max` of them at most. */
export function people(max: number, description?: string) {
  const names = z.array(nameSchema).check(z.minLength(1), z.maxLength(max));
  const about = description === undefined ? {} : { description };
  return named(argument(names, { ...about, typing: typedPeople(max) }));
}

/** Somebody who is there. */
export const person = named(argument(nameSchema, { title: 'name', typing: typedPerson }));
/** A name that somebody wants to have. */
export const newName: typeof person = { ...person, typing: typedNewName };
/** A person, or a room. */
export const either: typeof person = { ...person, typing: typedEither };
export const room = named(argument(roomSchema, { title: 'room', typing: typedRoom }));
/** The room that one writes to, where it is left out on a terminal. */
export const roomHere: typeof room = { ...room, typing: { ...typedRoom, partner: true } };

/** On a terminal it is asked for, unseen; elsewhere it is typed. `word` is what usage calls it. */
export function password(word: string) {
  const schema = z.string().check(z.minLength(1), z.maxLength(PASSWORD_BYTES_MAX));
  const one = argument(schema, { title: 'password', typing: typedPassword(word) });
  return { ...one, secret: true } as const;
}

export const token = argument(z.string().check(z.minLength(1), z.maxLength(200)));

const messageId = z.int().check(z.gte(0));

/** A message that is kept; `whose` the last one is that `.` means on a terminal. */
export function message(whose: MessageReference['whose'] = 'anybody') {
  return argument(messageId, { typing: typedMessage(whose) });
}

const anyMessageId = z.int();
z.globalRegistry.add(anyMessageId, {
  description: 'the id of a message, negative where it is kept nowhere',
});

/** One that is kept nowhere has a negative id while the server remembers it. */
export function anyMessage(whose: MessageReference['whose'] = 'anybody', kept = false) {
  return argument(anyMessageId, { typing: typedAnyMessage(whose, kept) });
}

/** The id of a message, which is not typed. */
export const storedMessage = argument(messageId);

/** `before <number>`: where the next page of what is older begins. */
export const before = argument(messageId, { typing: typedAfter('before', typedNumber()) });

/** How long something holds; `example` is what usage shows. */
export function seconds(example: string) {
  return argument(z.int().check(z.gte(1), z.lte(SANCTION_SECONDS_MAX)), {
    typing: typedDuration(example, SANCTION_SECONDS_MAX),
  });
}

export const why = argument(z.string().check(z.minLength(1), z.maxLength(TOPIC_CHARACTERS_MAX)), {
  description: 'why, for people',
  typing: typedRest('why', TOPIC_CHARACTERS_MAX),
});

/** Takes back what the command does without it. */
export function off(description: string) {
  return optional(argument(z.boolean(), { typing: typedOff }), description);
}

/** Where the next page of a list of names begins. */
export const afterName = optional(argument(nameSchema), 'the last name of the page before');

/** At most `max` of `what`, which is also the limit where none is given. */
export function limit(max: number, what: string) {
  return optional(
    argument(z.int().check(z.gte(1), z.lte(max))),
    `at most so many ${what}; ${max} where it is left out`,
  );
}

const deviceSchema = z.string().check(z.minLength(1), z.maxLength(40));
const DEVICE = 'what this device is called: the reply has a token for it';

export const device = optional(argument(deviceSchema), DEVICE);
export const requiredDevice = described(argument(deviceSchema), DEVICE);

export const key = optional(
  argument(z.string().check(z.regex(/^[\x21-\x7e]+$/), z.maxLength(MESSAGE_KEY_CHARACTERS_MAX))),
  'your own id for the message, printable ASCII without spaces: sent again with the same, it is stored once',
);
