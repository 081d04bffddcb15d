/** The two shapes of a schema of members: see members.ts. */
import type * as z from 'zod/mini';

/** The shape that the client library gives to its users. */
export type Shape<Schema extends z.ZodMiniType> = ReadOnly<z.output<Schema>>;

/**
 * The shape on the wire, where missing members are left out. Clients accept null in their place, though our server
 * sends none.
 */
export type Wire<Schema extends z.ZodMiniType> = WithoutNull<z.input<Schema>>;

type ReadOnly<Value> = Value extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: ReadOnly<Value[Key]> }
    : Value;

type WithoutNull<Value> = Value extends readonly (infer Item)[]
  ? readonly WithoutNull<Item>[]
  : Value extends object
    ? {
        readonly [Key in keyof Value]: undefined extends Value[Key]
          ? Exclude<Value[Key], null | undefined>
          : WithoutNull<Value[Key]>;
      }
    : Value;
