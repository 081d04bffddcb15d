/** The two shapes that the schema of members has: see members.ts. */
import type * as z from 'zod/mini';

/** What the client library gives to its users. */
export type Shape<Schema extends z.ZodMiniType> = ReadOnly<z.output<Schema>>;

/** What travels: what there is none of is left out. Clients forgive null in its place, and no server of ours says it. */
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
