/**
 * Schemas for the members of replies and events. The input of a schema is the shape on the wire, its output the shape
 * that the client library gives to its users, in which every member is present.
 */
import * as z from 'zod/mini';
import { manners } from './manner.ts';

/** `schema`, with a description for docs/PROTOCOL-EXTENSIONS.md. */
export function about<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  const described = z.clone(schema);
  z.globalRegistry.add(described, { description });
  return described;
}

/** `schema`, with the name `title` in the documentation's tables. */
function titled<Schema extends z.ZodMiniType>(schema: Schema, title: string): Schema {
  z.globalRegistry.add(schema, { title });
  return schema;
}

/** On the wire: true or false. Another server may leave it out, or say something else: that is false. */
export function truth(description: string): z.ZodMiniType<boolean, boolean> {
  return about(z.catch(z.boolean(), false) as z.ZodMiniType<boolean, boolean>, description);
}

/** On the wire: true, or left out. In the client: a boolean. */
export function flag(description?: string) {
  const wire = z.catch(z.optional(z.literal(true)), undefined);
  const schema = z.pipe(
    wire,
    z.transform((value) => value === true),
  );
  return description === undefined ? schema : about(schema, description);
}

/** An optional member. Null is accepted from a server as well, although ours sends none. */
function leftOut<Schema extends z.ZodMiniType>(schema: Schema): z.ZodMiniOptional<Schema> {
  return z.optional(z.nullable(schema)) as unknown as z.ZodMiniOptional<Schema>;
}

/** On the wire: optional. In the client: null where it is missing. */
export function maybe<Schema extends z.ZodMiniType>(schema: Schema, description?: string) {
  const wire = leftOut(schema);
  const whole = z.pipe(
    wire,
    z.transform((value): z.output<Schema> | null => value ?? null),
  );
  return description === undefined ? whole : about(whole, description);
}

/** On the wire: left out where it is empty. In the client: null. */
export function maybeText(description?: string) {
  const wire = leftOut(z.string());
  const whole = z.pipe(
    wire,
    z.transform((value) => value || null),
  );
  return description === undefined ? whole : about(whole, description);
}

/** On the wire: left out where it is 0. In the client: 0. */
export function orZero(description: string) {
  const wire = leftOut(count);
  return about(
    z.pipe(
      wire,
      z.transform((value) => value ?? 0),
    ),
    description,
  );
}

/** On the wire: left out for most messages. In the client: null. A manner that is not known is none. */
export function mannerOf() {
  const wire = z.catch(z.optional(z.enum(manners)), undefined);
  const schema = z.pipe(
    wire,
    z.transform((value) => value ?? null),
  );
  return about(schema, 'a notice, or what its author does; none: it is just said');
}

/** A required name must not be empty. */
export const name = titled(z.string().check(z.minLength(1)), 'name');
/** The name of a person, or of a room. */
export const either = titled(z.string().check(z.minLength(1)), 'either');
export const room = titled(z.string().check(z.minLength(1)), 'room');
/** A non-empty string. */
export const word = z.string().check(z.minLength(1));
/** Milliseconds since 1970. */
export const time = titled(z.int().check(z.gte(0)), 'time');
export const count = z.int().check(z.gte(0));
export const messageId = z.int().check(z.gte(0));
/** Negative where the message is not stored. */
export const anyMessageId = z.int();
export const role = z.enum(['owner', 'moderator', 'member']);
/** `away` may have a text; `offline` also stands for people who do not exist. */
export const state = z.enum(['here', 'away', 'offline']);

const roomFlag = (description: string) => about(z.optional(z.boolean()), description);

/** Flags of a room, each with its meaning: those that were changed, or are not as usual. */
export const someRoomFlags = z.object({
  listed: roomFlag('`rooms` shows it to everybody, and `who` its members'),
  byInvitation: roomFlag('only who is invited may join'),
  topicLocked: roomFlag('only moderators and owners set the topic'),
  membersOnly: roomFlag('only members write; whoever writes to a room without it does not join'),
  moderated: roomFlag('only owners, moderators and members with a voice speak'),
  noCtcp: roomFlag('no requests between the clients of IRC'),
});

export type Role = z.output<typeof role>;
export type State = z.output<typeof state>;
