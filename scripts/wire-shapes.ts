/** Converts the schemas of commands and events to JSON Schema (draft 2020-12), as on the wire. */
import * as z from 'zod/mini';

/** The part of JSON Schema that ours use. */
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

/** The JSON Schema of `schema` on the wire. */
export function wireShape(schema: z.core.$ZodType): Shape {
  const { $schema, ...shape } = z.toJSONSchema(schema, { io: 'input' });
  return simplified(shape as Shape);
}

/** Leaves out the bounds that every whole number has. */
function bounds({ minimum, maximum }: Shape): Shape {
  return {
    ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }),
  };
}

/** Leaves out null: it is accepted in place of a missing member, but nobody sends it. */
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
