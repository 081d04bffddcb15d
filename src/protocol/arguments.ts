/** The kinds of command arguments: the values that each accepts, and how it is typed. */
import * as z from 'zod/mini';
import {
  DEVICE_CHARACTERS_MAX,
  MESSAGE_KEY_CHARACTERS_MAX,
  PASSWORD_BYTES_MAX,
  ROOM_NAME_CODE_POINTS_MAX,
  SANCTION_SECONDS_MAX,
  TOKEN_CHARACTERS_MAX,
  TOPIC_CHARACTERS_MAX,
} from './limits.ts';
import { manners } from './manner.ts';
import { isRoomName, NAME_SIZE, nameFits, PERSON_NAME_SIZE, personNameFits } from './names.ts';
import {
  type MessageReference,
  type Typing,
  typedAfter,
  typedAnyMessage,
  typedDuration,
  typedEither,
  typedMessage,
  typedNewName,
  typedNewRoom,
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
  /** A name, or several, which the client library checks before sending: of people, or of people and rooms. */
  readonly named?: 'person' | 'either';
  /** A terminal asks for it without echo; elsewhere it is typed on the line. */
  readonly secret?: true;
  /** Left out: it is not typed. */
  readonly typing?: Typing;
}

interface Named {
  readonly title?: string;
  readonly description?: string;
}

/** Makes an argument; one without `typing` is not typed. */
export function argument<Schema extends z.ZodMiniType, Typed extends Typing<unknown>>(
  schema: Schema,
  { typing, ...named }: Named & { readonly typing?: Typed } = {},
): Argument<Schema> {
  if (named.title !== undefined || named.description !== undefined) {
    z.globalRegistry.add(schema, named);
  }
  return typing === undefined ? { schema } : { schema, typing };
}

/** The same argument with a description of its own. */
export function described<One extends Argument>(one: One, description: string): One {
  const schema = z.clone(one.schema);
  z.globalRegistry.add(schema, { description });
  return { ...one, schema };
}

/** The same argument, optional. */
export function optional<One extends Argument>(
  one: One,
  description?: string,
): Omit<One, 'schema'> & Argument<z.ZodMiniOptional<One['schema']>> & { readonly optional: true } {
  const schema = z.optional<One['schema']>(one.schema);
  if (description !== undefined) z.globalRegistry.add(schema, { description });
  return { ...one, schema, optional: true };
}

/** The same argument, typed in another way. */
export function typedAs<One extends Argument>(one: One, typing: Typing): One {
  return { ...one, typing };
}

const personSchema = z.string().check(z.refine(personNameFits, PERSON_NAME_SIZE));
const eitherSchema = z.string().check(z.refine(nameFits, NAME_SIZE));
const roomSchema = z
  .string()
  .check(
    z.refine(
      (value) => nameFits(value) && isRoomName(value),
      `a room is called # and 1 to ${ROOM_NAME_CODE_POINTS_MAX - 1} characters`,
    ),
  );

function named<Schema extends z.ZodMiniType>(whose: 'person' | 'either', one: Argument<Schema>) {
  return { ...one, named: whose } as const;
}

/** A list of at most `max` people; `description` is for the documentation. */
export function people(max: number, description?: string) {
  const names = z.array(personSchema).check(z.minLength(1), z.maxLength(max));
  const about = description === undefined ? {} : { description };
  return named('person', argument(names, { ...about, typing: typedPeople(max) }));
}

/** An existing person. */
export const person = named(
  'person',
  argument(personSchema, { title: 'name', typing: typedPerson }),
);
/** A name to be taken. */
export const newName: typeof person = { ...person, typing: typedNewName };
/** A person, or a room. */
export const either = named(
  'either',
  argument(eitherSchema, { title: 'either', typing: typedEither }),
);
export const room = named('either', argument(roomSchema, { title: 'room', typing: typedRoom }));
/** A name for a room. */
export const newRoom: typeof room = { ...room, typing: typedNewRoom };
/** A room that may be left out on a terminal while one writes to it. */
export const roomHere: typeof room = { ...room, typing: { ...typedRoom, partner: true } };

/** A person in a room, for what is done to people there. */
export const personInRoom = { room: roomHere, name: person } as const;

/** A terminal asks for it without echo; elsewhere it is typed. `word` is its name in usage lines. */
export function password(word: string) {
  const schema = z.string().check(z.minLength(1), z.maxLength(PASSWORD_BYTES_MAX));
  const one = argument(schema, { title: 'password', typing: typedPassword(word) });
  return { ...one, secret: true } as const;
}

export const token = argument(z.string().check(z.minLength(1), z.maxLength(TOKEN_CHARACTERS_MAX)));

const messageId = z.int().check(z.gte(0));

/** A stored message; `whose` says which message `.` means on a terminal. */
export function message(whose: MessageReference['whose'] = 'anybody') {
  return argument(messageId, { typing: typedMessage(whose) });
}

const anyMessageId = z.int();
z.globalRegistry.add(anyMessageId, {
  description: 'the id of a message, negative where it is not stored',
});

/** A message that may also be one that is not stored, which has a negative id while the server remembers it. */
export function anyMessage(whose: MessageReference['whose'] = 'anybody', kept = false) {
  return argument(anyMessageId, { typing: typedAnyMessage(whose, kept) });
}

/** The id of a stored message, which is not typed. */
export const storedMessage = argument(messageId);

/** `before <number>`: the start of the next page of older messages. */
export const before = argument(messageId, { typing: typedAfter('before', typedNumber()) });

/** A duration in seconds; `example` is what usage shows. */
export function seconds(example: string) {
  return argument(z.int().check(z.gte(1), z.lte(SANCTION_SECONDS_MAX)), {
    typing: typedDuration(example, SANCTION_SECONDS_MAX),
  });
}

export const why = argument(z.string().check(z.minLength(1), z.maxLength(TOPIC_CHARACTERS_MAX)), {
  description: 'a reason, for people',
  typing: typedRest('why', TOPIC_CHARACTERS_MAX),
});

/** Undoes what the command does without it. */
export function off(description: string) {
  return optional(argument(z.boolean(), { typing: typedOff }), description);
}

/** The start of the next page of a list of names. */
export const afterName = optional(argument(personSchema), 'the last name of the page before');

/** The page size, at most `max` of `what`, which is also the default. */
export function limit(max: number, what: string) {
  return optional(
    argument(z.int().check(z.gte(1), z.lte(max))),
    `at most so many ${what}; ${max} where it is left out`,
  );
}

const deviceSchema = z.string().check(z.minLength(1), z.maxLength(DEVICE_CHARACTERS_MAX));
const DEVICE = 'a label for this device: the reply has a token for it';

export const device = optional(argument(deviceSchema), DEVICE);
export const requiredDevice = described(argument(deviceSchema), DEVICE);

export const manner = optional(
  argument(z.enum(manners)),
  'it is a notice, or the text is what you do (`waves`); left out: it is just said',
);

export const key = optional(
  argument(z.string().check(z.regex(/^[\x21-\x7e]+$/), z.maxLength(MESSAGE_KEY_CHARACTERS_MAX))),
  'your own id for the message, printable ASCII without spaces: a message sent again with the same id is stored once',
);
