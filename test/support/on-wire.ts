/** Checks that data on the wire matches the contracts strictly, without members that a client would tolerate. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import * as mini from 'zod/mini';
import { type Shape, wireShape } from '../../scripts/wire-shapes.ts';
import { type CommandName, contractOf } from '../../src/protocol/contracts.ts';
import { events } from '../../src/protocol/event-list.ts';

const strict = new WeakMap<mini.ZodMiniType, z.ZodType>();

/** `json` has the members of `schema` and no others, as they are on the wire. */
export function assertOnWire(schema: mini.ZodMiniType, json: object): void {
  let exact = strict.get(schema);
  if (exact === undefined) {
    exact = z.fromJSONSchema(closed(wireShape(schema)) as Parameters<typeof z.fromJSONSchema>[0]);
    strict.set(schema, exact);
  }
  const { error } = exact.safeParse(json);
  assert.ok(error === undefined, `${JSON.stringify(json)}: ${error?.message}`);
}

/** `shape`, whose objects have no more members than it says. */
function closed(shape: Shape): Shape {
  const { items, properties, anyOf } = shape;
  return {
    ...shape,
    ...(anyOf && { anyOf: anyOf.map(closed) }),
    ...(items && { items: closed(items) }),
    ...(properties && {
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, closed(one)]),
      ),
    }),
  };
}

const replies = new Map<CommandName, mini.ZodMiniObject>();

/** What is in the reply to `command`, made once for each. */
export function replyTo(command: CommandName): mini.ZodMiniObject {
  let schema = replies.get(command);
  if (schema === undefined) {
    schema = mini.extend(events.reply.members, contractOf(command).reply.shape);
    replies.set(command, schema);
  }
  return schema;
}
