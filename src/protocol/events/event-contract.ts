/** The contract of an event: its name, its members, and whether a text follows. */
import * as z from 'zod/mini';

/** The members of an event: the schema's input is the JSON of an EVENT, its output what the client library reports. */
type Members = z.ZodMiniObject<Readonly<Record<string, z.ZodMiniType>>>;

export interface EventContract<
  Name extends string = string,
  Schema extends Members = Members,
  Text extends boolean = boolean,
> {
  readonly name: Name;
  readonly members: Schema;
  /** Does a text follow the JSON? It is never empty. */
  readonly text: Text;
}

/** The event `name`; `description` is for the documentation. */
export function event<const Name extends string, Shape extends Record<string, z.ZodMiniType>>(
  name: Name,
  shape: Shape,
  description: string,
): EventContract<Name, z.ZodMiniObject<Shape>, false> {
  return { name, members: described(z.object(shape), description), text: false };
}

/** The same for an event that is followed by a text. */
export function textEvent<const Name extends string, Shape extends Record<string, z.ZodMiniType>>(
  name: Name,
  shape: Shape,
  description: string,
): EventContract<Name, z.ZodMiniObject<Shape>, true> {
  return { name, members: described(z.object(shape), description), text: true };
}

function described<Schema extends Members>(members: Schema, description: string): Schema {
  z.globalRegistry.add(members, { description });
  return members;
}
