/** docs/protocol.json matches the output of `npm run docs`, and accepts exactly what a server accepts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { SCHEMA, schemaFile } from '../scripts/protocol-schema.ts';
import { commands } from '../src/chat/commands.ts';
import { reasonTexts } from '../src/protocol/frames.ts';
import { clientVectors, type Frame, serverVectors } from './vectors/frames.ts';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0] & object;

interface ProtocolFile {
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  readonly who: Readonly<Record<string, string>>;
  readonly scopes: Readonly<Record<string, string>>;
  readonly commands: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly who: string;
        readonly scope: string;
        readonly text: boolean;
        readonly arguments: JsonSchema;
        readonly reply: JsonSchema;
        readonly reasons: readonly number[];
      }
    >
  >;
  readonly events: Readonly<
    Record<string, { readonly text: boolean; readonly members: JsonSchema }>
  >;
}

const file = JSON.parse(readFileSync(SCHEMA, 'utf8')) as ProtocolFile;

/** Does a schema of the file take `value`? As whoever reads the file would find out, and not by our own schemas. */
function takes(schema: JsonSchema, value: unknown): boolean {
  return z.fromJSONSchema({ ...schema, $defs: file.$defs }).safeParse(value).success;
}

function takesCommand({ json, text }: Frame & { readonly type: 'COMMAND' }): boolean {
  const { command, id, ...given } = json as { readonly command: string; readonly id: number };
  const known = file.commands[command];
  assert.ok(known, command);
  return takes(known.arguments, given) && known.text === (text !== '') && id >= 0;
}

describe('docs/protocol.json', () => {
  test('is what `npm run docs` writes', () => {
    assert.equal(readFileSync(SCHEMA, 'utf8'), schemaFile());
  });

  test('has every command that a server knows, and says all of it', () => {
    assert.deepEqual(new Set(Object.keys(file.commands)), new Set(Object.keys(commands)));
    for (const [name, { description, who, scope, reasons, reply }] of Object.entries(
      file.commands,
    )) {
      assert.notEqual(description, '', name);
      assert.ok(Object.hasOwn(file.who, who) && Object.hasOwn(file.scopes, scope), name);
      for (const reason of reasons) assert.ok(Object.hasOwn(reasonTexts, reason), name);
      assert.equal(takes(reply, null), false, name);
    }
  });

  for (const { description, frame, answer } of clientVectors) {
    if (frame?.type !== 'COMMAND') continue;
    test(`takes the COMMAND ${description}, and knows its reason`, () => {
      assert.ok(takesCommand(frame));
      const { command } = frame.json as { readonly command: string };
      const reason = 'reason' in answer ? answer.reason : undefined;
      assert.ok(reason === undefined || file.commands[command]?.reasons.includes(reason));
    });
  }

  for (const { description, frame } of serverVectors) {
    if (frame?.type !== 'EVENT') continue;
    test(`takes the EVENT ${description}`, () => {
      const { event, ...data } = frame.json as { readonly event: string };
      const known = file.events[event];
      assert.ok(known, event);
      assert.ok(takes(known.members, data));
      if (event !== 'reply') assert.equal(known.text, frame.text !== '');
    });
  }

  test('does not take what is no good', () => {
    const bad: readonly (readonly [command: string, given: object])[] = [
      ['list', { all: true }],
      ['join', {}],
      ['join', { room: 5 }],
      ['join', { room: 'lunch' }],
      ['login', { name: '' }],
      ['login', { name: 'x'.repeat(21) }],
      ['hello', { client: 'x'.repeat(81) }],
      ['history', { with: 'bob', limit: 0 }],
      ['away', {}],
      ['role', { room: '#lunch', name: 'bob', role: 'king' }],
    ];
    for (const [command, given] of bad) {
      const frame = { type: 'COMMAND', json: { command, id: 1, ...given }, text: '' } as const;
      assert.equal(takesCommand(frame), false, JSON.stringify(given));
    }
    const good = { command: 'login', id: 1, name: '🎈'.repeat(20) };
    assert.ok(takesCommand({ type: 'COMMAND', json: good, text: '' }));
  });
});
