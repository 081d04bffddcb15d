import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { z } from 'zod';
import { decodeText, encodeText } from './bytes.ts';
import {
  ClientFrameParser,
  type ClientFrames,
  encodeAuth,
  encodeList,
  encodeLogin,
  encodeLogout,
  encodeSendto,
} from './client-frames.ts';
import { commandId, commandSchemas, type RemoteCommand } from './command-schemas.ts';
import { type EventKind, eventSchemas } from './event-schemas.ts';
import { FrameReader } from './frame-reader.ts';
import { FrameType, Reason, type Result, reasonTexts } from './frames.ts';
import { encodeJsonFrame, type JsonPayload, readJsonFrame } from './json-frames.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX, SERVER_PAYLOAD_BYTES_MAX } from './limits.ts';
import {
  encodeNames,
  encodeResponse,
  messageBytes,
  readServerFrame,
  type ServerFrames,
  writeMessage,
} from './server-frames.ts';
import { clientListener, serverListener } from './testing.ts';

/**
 * An example's first line is `; client:` or `; server:`, a name and its values as JSON; then its bytes, and comments.
 * `client: malformed()` is any whole frame that is answered so, `client: header()` one that ends the connection.
 */
const page = readFileSync(new URL('../../docs/PROTOCOL.md', import.meta.url), 'utf8');

interface Example {
  readonly side: string;
  readonly says: string;
  readonly values: unknown[];
  readonly bytes: Uint8Array;
}

const examples: Example[] = Array.from(
  page.matchAll(/^```hex\n; (client|server): (\w+)\((.*)\)\n([^`]*)```$/gm),
  ([, side = '', says = '', values = '', hex = '']) => ({
    side,
    says,
    values: JSON.parse(`[${values}]`) as unknown[],
    bytes: Uint8Array.from(hex.replaceAll(/;.*$/gm, '').trim().split(/\s+/), (digits) =>
      Number.parseInt(digits, 16),
    ),
  }),
);

const encoders: Readonly<Record<string, (...values: never[]) => Uint8Array>> = {
  'client login': (name: string) => encodeLogin(name),
  'client list': () => encodeList(),
  'client sendto': (name: string, text: string) => encodeSendto(name, text),
  'client logout': () => encodeLogout(),
  'client auth': (name: string, secret: string) => encodeAuth(name, secret),
  'client command': (json: object, text: string) =>
    encodeJsonFrame(FrameType.command, json, encodeText(text)),
  'server event': (json: object, text: string) =>
    encodeJsonFrame(FrameType.event, json, encodeText(text)),
  'server response': (result: Result, reason: number, detail: string) =>
    encodeResponse(result, reason, detail),
  'server list': (names: string[]) => encodeNames(names.map(encodeText)),
  'server message': (from: string, text: string) => {
    const [name, bytes] = [encodeText(from), encodeText(text)];
    const frame = new Uint8Array(messageBytes(name.length, bytes.length));
    writeMessage(frame, 0, name, bytes, 0, bytes.length);
    return frame;
  },
};

/** What the codec hears in the bytes of an example: `login ["alice"]`, `malformed`, `header`. */
function heard({ side, bytes }: Example): string {
  const reader =
    side === 'client'
      ? new FrameReader(CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX)
      : new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  reader.push(bytes);
  if (!reader.next()) return reader.error === null ? 'nothing' : 'header []';
  if (reader.type === FrameType.command || reader.type === FrameType.event) {
    assert.equal(reader.held, 0, 'the example is exactly one frame');
    return heardJson(reader);
  }
  const { log, listener } = side === 'client' ? clientListener() : serverListener();
  if (side === 'client') new ClientFrameParser().read(reader, listener as ClientFrames);
  else readServerFrame(reader, listener as ServerFrames);
  assert.equal(reader.held, 0, 'the example is exactly one frame');
  const [said = 'nothing'] = log;
  return said.startsWith('malformed') ? 'malformed []' : said;
}

/** What a COMMAND or EVENT says, where its schema has it so. */
function heardJson(frame: FrameReader): string {
  const payload = readJsonFrame(frame);
  if (typeof payload === 'string') return 'malformed []';
  const isCommand = frame.type === FrameType.command;
  const { json, bytes, start, end } = payload;
  if (!(isCommand ? isGoodCommand(json) : isGoodEvent(json))) return 'malformed []';
  return `${isCommand ? 'command' : 'event'} ${JSON.stringify([json, decodeText(bytes, start, end)])}`;
}

function isGoodCommand({ id, command, ...given }: JsonPayload['json']): boolean {
  const schema = commandSchemas[command as RemoteCommand] as z.ZodObject | undefined;
  return commandId.safeParse(id).success && schema?.safeParse(given).success === true;
}

function isGoodEvent({ event, ...data }: JsonPayload['json']): boolean {
  const schema = eventSchemas[event as EventKind] as z.ZodObject | undefined;
  return schema?.safeParse(data).success === true;
}

describe('docs/PROTOCOL.md', () => {
  for (const example of examples) {
    const { side, says, values, bytes } = example;
    const encode = encoders[`${side} ${says}`];
    test(`${side} ${says} ${JSON.stringify(values)}`, () => {
      assert.equal(heard(example), `${says} ${JSON.stringify(values)}`);
      if (encode) assert.deepEqual([...encode(...(values as never[]))], [...bytes]);
    });
  }

  test('has an example of every frame, and of every malformed one', () => {
    const kinds = new Set(examples.map(({ side, says }) => `${side} ${says}`));
    for (const kind of [...Object.keys(encoders), 'client malformed', 'client header']) {
      assert.ok(kinds.has(kind), `an example of ${kind}`);
    }
    assert.equal(page.match(/^```hex$/gm)?.length, examples.length, 'every block was understood');
  });

  test('says of every reason what the codec says', () => {
    for (const reason of Object.values(Reason)) {
      const row = new RegExp(
        `^\\| ${reason} \\| ${RegExp.escape(reasonTexts[reason] || 'none')}`,
        'm',
      );
      assert.match(page, row);
    }
  });

  test('has a conversation of valid frames', () => {
    const lines = Array.from(page.matchAll(/^ {4}([<>]) ((?:[0-9a-f]{2} )+) +(\S+)/gm));
    assert.equal(lines.length, 7);
    for (const [, direction, hex = '', kind = ''] of lines) {
      const said = heard({
        side: direction === '>' ? 'client' : 'server',
        says: '',
        values: [],
        bytes: Uint8Array.from(hex.trim().split(' '), (digits) => Number.parseInt(digits, 16)),
      });
      const expected = direction === '<' && kind === 'SENDTO' ? 'message' : kind.toLowerCase();
      assert.equal(said.split(' ')[0], expected);
    }
  });
});
