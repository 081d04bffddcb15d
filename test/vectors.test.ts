/** docs/vectors.json holds for the codec, for a server, and for the client in Python. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VECTORS, vectorsFile } from '../scripts/protocol-vectors.ts';
import { readCommand } from '../src/gateways/json-commands.ts';
import { decodeText } from '../src/protocol/bytes.ts';
import { ClientFrameParser } from '../src/protocol/client-frames.ts';
import { events } from '../src/protocol/event-list.ts';
import type { EventName } from '../src/protocol/events/events.ts';
import { FrameReader } from '../src/protocol/frame-reader.ts';
import { FrameType } from '../src/protocol/frames.ts';
import { readJsonFrame } from '../src/protocol/json-frames.ts';
import {
  CLIENT_PAYLOAD_BYTES_MAX,
  COMMAND_BYTES_MAX,
  SERVER_PAYLOAD_BYTES_MAX,
} from '../src/protocol/limits.ts';
import { readServerFrame } from '../src/protocol/server-frames.ts';
import { ServerProcess } from './support/server-process.ts';
import {
  type Answer,
  clientVectors,
  encoded,
  type Frame,
  type ServerFrame,
  type State,
  serverVectors,
} from './vectors/frames.ts';

/** The frame that `bytes` are; null: malformed. */
function readByServer(bytes: Uint8Array): Frame | null {
  const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX, COMMAND_BYTES_MAX);
  reader.push(bytes);
  if (!reader.next()) {
    assert.notEqual(reader.error, null, 'it is whole');
    return null;
  }
  assert.equal(reader.held, 0, 'it is one frame');
  if (reader.type === FrameType.command) {
    if ('why' in readCommand(reader)) return null;
    return { type: 'COMMAND', ...readJson(reader) };
  }
  let frame: Frame | null = null;
  new ClientFrameParser().read(reader, {
    login: (name) => {
      frame = { type: 'LOGIN', name };
    },
    list: () => {
      frame = { type: 'LIST' };
    },
    sendto: (name, text, start, end) => {
      frame = { type: 'SENDTO', name, text: decodeText(text, start, end) ?? '' };
    },
    logout: () => {
      frame = { type: 'LOGOUT' };
    },
    auth: (name, secret) => {
      frame = { type: 'AUTH', name, secret };
    },
    malformed: () => {},
  });
  return frame;
}

function readJson(reader: FrameReader): { json: object; text: string } {
  const payload = readJsonFrame(reader);
  assert.ok(typeof payload !== 'string', 'it has JSON');
  const { json, bytes, start, end } = payload;
  return { json, text: decodeText(bytes, start, end) ?? '' };
}

function readByClient(reader: FrameReader): ServerFrame | null {
  if (reader.type === FrameType.event) {
    const { json, text } = readJson(reader);
    const { event, ...data } = json as { readonly event: EventName };
    assert.ok(events[event].members.safeParse(data).success, `it is a good ${event}`);
    return { type: 'EVENT', json, text };
  }
  let frame: ServerFrame | null = null;
  readServerFrame(reader, {
    response: (result, reason, detail) => {
      frame = { type: 'RESPONSE', result, reason, detail };
    },
    list: (names) => {
      frame = { type: 'LIST', names };
    },
    message: (name, text) => {
      frame = { type: 'SENDTO', name, text };
    },
    malformed: () => {},
  });
  return frame;
}

test('the file is what `npm run docs` writes', () => {
  assert.equal(readFileSync(VECTORS, 'utf8'), vectorsFile());
});

test('every entry of the file says what it is', () => {
  const { version, ...groups } = JSON.parse(vectorsFile()) as Record<
    string,
    readonly { readonly description: string }[]
  >;
  assert.equal(version, 1);
  for (const [group, entries] of Object.entries(groups)) {
    assert.ok(entries.length > 10, group);
    for (const { description } of entries) assert.match(description, /^.{2}/, group);
  }
});

test('examples/client.py agrees, as far as it goes', () => {
  const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const output = execFileSync(
    'python3',
    [
      '-B',
      path('test/support/client-vectors.py'),
      path('examples/client.py'),
      path('docs/vectors.json'),
    ],
    { encoding: 'utf8' },
  );
  assert.match(output, /^1\d\d vectors\n$/);
});

describe('the codec', () => {
  for (const { description, state, bytes, frame } of clientVectors) {
    // The gateway decides which COMMAND may come first.
    if (frame === null && description.includes('did not say')) continue;
    test(`reads a client’s ${description}, ${state}`, () => {
      assert.deepEqual(readByServer(bytes), frame);
    });
  }

  for (const { description, bytes, frame } of serverVectors) {
    test(`reads a server’s ${description}`, () => {
      const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
      reader.push(bytes);
      assert.deepEqual(reader.next() ? readByClient(reader) : null, frame);
      assert.equal(reader.held, 0, 'it is one frame');
    });
  }
});

const HELLO = encoded({ type: 'COMMAND', json: { command: 'hello', id: 0 }, text: '' });
const LOGIN = encoded({ type: 'LOGIN', name: 'alice' });
const LIST = encoded({ type: 'LIST' });

/** The frames that bring a new connection into each state. */
const ways: Readonly<Record<State, readonly Uint8Array[]>> = {
  connected: [],
  'logged in': [LOGIN],
  greeted: [HELLO],
  'greeted and logged in': [HELLO, LOGIN],
};

/** Everything that is answered on one connection, which says no more after `sent`. */
async function answersTo(port: number, sent: readonly Uint8Array[]): Promise<ServerFrame[]> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.end(Buffer.concat(sent));
  const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  const frames: ServerFrame[] = [];
  for await (const chunk of socket) {
    reader.push(chunk as Uint8Array);
    while (reader.next()) {
      const frame = readByClient(reader);
      assert.ok(frame, 'a server sends good frames');
      frames.push(frame);
    }
  }
  return frames;
}

/** Without what is for people. */
function answerOf(frame: ServerFrame | undefined): Answer | undefined {
  switch (frame?.type) {
    case 'RESPONSE':
      return { type: 'RESPONSE', result: frame.result, reason: frame.reason };
    case 'LIST':
      return frame;
    case 'EVENT': {
      const { id, result, reason } = frame.json as Answer & { readonly type: 'EVENT' };
      return { type: 'EVENT', id, result, ...(reason !== undefined && { reason }) };
    }
    default:
      return undefined;
  }
}

describe('a server', () => {
  let server: ServerProcess;
  before(async () => {
    server = await ServerProcess.start();
  });
  after(() => server[Symbol.asyncDispose]());

  for (const { description, state, bytes, answer, closes } of clientVectors) {
    test(`answers ${description}, ${state}`, async () => {
      const way = ways[state];
      const [first, ...others] = (await answersTo(server.port, [...way, bytes, LIST])).slice(
        way.length,
      );
      assert.deepEqual(answerOf(first), answer);
      assert.equal(others.length, closes ? 0 : 1, 'LIST behind it is answered, or not');
    });
  }
});
