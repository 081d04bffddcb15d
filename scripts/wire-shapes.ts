/** The wire's side of the schemas of commands and events, as JSON Schema (draft 2020-12). */
import * as z from 'zod/mini';

/** A JSON Schema, as far as ours go. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `schema` as the wire has it; all that is said of it there. */
export function wireShape(schema: z.core.$ZodType): Shape {
  const { $schema, ...shape } = z.toJSONSchema(schema, { io: 'input' });
  return simplified(shape as Shape);
}

/** Whole numbers, of which only the bounds are said that are not those of every number. */
function bounds({ minimum, maximum }: Shape): Shape {
  return {
    ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }),
  };
}

/** Without the null that is read where a member is left out: nobody sends it. */
function simplified(shape: Shape): Shape {
  const { properties, items, anyOf, minimum, maximum, ...rest } = shape;
  return {
    ...rest,
    ...bounds({ minimum: minimum ?? Number.NaN, maximum: maximum ?? Number.NaN }),
    ...(anyOf && { anyOf: anyOf.map(simplified) }),
    ...(items && { items: simplified(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => {
          const isOptional = !shape.required?.includes(name);
          return [name, simplified(isOptional ? withoutNull(one) : one)];
        }),
      ),
    }),
  };
}

function withoutNull({ anyOf, type, ...rest }: Shape): Shape {
  if (Array.isArray(type)) {
    const [first, ...others] = type.filter((one) => one !== 'null');
    return { ...rest, type: others.length === 0 ? first : [first, ...others] };
  }
  if (anyOf === undefined) return type === undefined ? rest : { ...rest, type };
  const [first = {}, ...others] = anyOf.filter((one) => one.type !== 'null');
  return others.length === 0 ? { ...first, ...rest } : { ...rest, anyOf: [first, ...others] };
}
