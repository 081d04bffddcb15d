/**
 * Builds docs/protocol.json from the contracts of commands and events. Its format is in docs/PROTOCOL-EXTENSIONS.md.
 */

import { capabilities } from '../src/protocol/capabilities.ts';
import type { Contract, Scope, Who } from '../src/protocol/contract.ts';
import { reasonsOf } from '../src/protocol/contract-reasons.ts';
import { Reason, reasonTexts } from '../src/protocol/frames.ts';
import {
  NAME_CODE_POINTS_MAX,
  PASSWORD_BYTES_MAX,
  PROTOCOL_VERSION,
  ROOM_NAME_BYTES_MAX,
  ROOM_NAME_CODE_POINTS_MAX,
} from '../src/protocol/limits.ts';
import { commandContracts, eventContracts } from './protocol-contracts.ts';
import { type Shape, wireShape } from './wire-shapes.ts';

export const SCHEMA = new URL('../docs/protocol.json', import.meta.url);

/** Shared kinds of values, by the titles of their schemas. */
const definitions: Readonly<Record<string, Shape>> = {
  name: {
    type: 'string',
    minLength: 1,
    maxLength: NAME_CODE_POINTS_MAX,
    description: 'the name of a person',
  },
  either: {
    type: 'string',
    minLength: 1,
    maxLength: ROOM_NAME_CODE_POINTS_MAX,
    description: 'the name of a person, or of a room: of the length of the one or the other',
  },
  room: {
    type: 'string',
    pattern: '^#',
    minLength: 2,
    maxLength: ROOM_NAME_CODE_POINTS_MAX,
    description: `the name of a room, of at most ${ROOM_NAME_BYTES_MAX} bytes in UTF-8`,
  },
  password: {
    type: 'string',
    minLength: 1,
    maxLength: PASSWORD_BYTES_MAX,
    description: 'as it was typed',
  },
  time: { type: 'integer', minimum: 0, description: 'milliseconds since 1970, UTC' },
};

export const whoMay: Readonly<Record<Who, string>> = {
  anyone: 'everyone, logged in or not',
  stranger: 'clients that are not logged in',
  person: 'everyone who is logged in, guests included',
  account: 'registered people',
  operator: 'operators of the server',
};

const scopes: Readonly<Record<Scope, string>> = {
  read: 'reads what was said, and who is there',
  write: 'says something, or changes what was said',
  moderate: 'looks after rooms and the people in them',
  account: 'is about the account: its name, its password, its devices',
};

/** `shape` with references in place of shared definitions. */
function referring(shape: Shape): Shape {
  const { title, description, anyOf, items, properties } = shape;
  if (title !== undefined && Object.hasOwn(definitions, title)) {
    return { $ref: `#/$defs/${title}`, ...(description !== undefined && { description }) };
  }
  return {
    ...shape,
    ...(anyOf && { anyOf: anyOf.map(referring) }),
    ...(items && { items: referring(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, referring(one)]),
      ),
    }),
  };
}

function commandOf(contract: Contract): object {
  const { help, who, scope, connection = false, text = false, texts = null } = contract;
  return {
    description: [help.line, ...(help.about === undefined ? [] : [help.about])].join('; '),
    who,
    scope,
    connection,
    text,
    arguments: referring(wireShape(contract.schema)),
    reply: referring(wireShape(contract.reply)),
    texts,
    reasons: reasonsOf(contract),
  };
}

/** The whole file. */
export function schemaFile(): string {
  const { none, ...others } = Reason;
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `The Chinwag wire protocol, version ${PROTOCOL_VERSION}: commands and events`,
    version: PROTOCOL_VERSION,
    reasons: Object.fromEntries(Object.values(others).map((one) => [one, reasonTexts[one]])),
    who: whoMay,
    scopes,
    commands: Object.fromEntries(commandContracts().map((one) => [one.name, commandOf(one)])),
    capabilities: Object.fromEntries(
      Object.entries(capabilities).map(([name, { brings }]) => [name, brings]),
    ),
    events: Object.fromEntries(
      eventContracts().map(({ name, description, text, members }) => [
        name,
        { ...(description !== undefined && { description }), text, members: referring(members) },
      ]),
    ),
    $defs: definitions,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
