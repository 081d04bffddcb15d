/** Malformed bytes, and the server's response (docs/PROTOCOL.md section 6). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { newFrame } from '../src/protocol/frame-writer.ts';
import { HEADER_BYTES, MALFORMED_MAX } from '../src/protocol/limits.ts';
import { ServerProcess } from './support/server-process.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

/** A frame of `type` with `payload`: numbers are bytes, strings UTF-8. */
function frame(type: number, ...payload: (number | string | Uint8Array)[]): Uint8Array {
  const bytes = Buffer.concat(
    payload.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))),
  );
  const whole = newFrame(type, bytes.length);
  whole.set(bytes, HEADER_BYTES);
  return whole;
}

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(() => server[Symbol.asyncDispose]());

describe('a header that cannot be believed is answered malformed, and the connection closed', () => {
  const headers = {
    'version 0': [0, 2, 0, 0, 0, 0, 0, 0],
    'version 2': [2, 2, 0, 0, 0, 0, 0, 0],
    'only a first byte, a wrong one': [7],
    'the first reserved byte': [1, 2, 1, 0, 0, 0, 0, 0],
    'the second reserved byte': [1, 2, 0, 1, 0, 0, 0, 0],
    'a payload of 262,342 bytes': [1, 3, 0, 0, 0, 4, 0, 0xc6],
    'a payload of 4 GiB': [1, 3, 0, 0, 0xff, 0xff, 0xff, 0xff],
  };
  for (const [what, bytes] of Object.entries(headers)) {
    test(what, async () => {
      using client = await WireClient.connect(server.port);
      client.say('list');
      client.send(Uint8Array.from(bytes));
      // What comes behind is not read as anything, and its arrival does not take the answer away.
      client.send(frameOf('login ghost'));
      await client.gone();
      assert.equal(client.error, null);
      assert.equal(client.heard.length, 2);
      assert.equal(client.heard[0], '[]');
      assert.match(client.heard[1] ?? '', /^Malformed: ./);
    });
  }
});

describe('a whole frame that makes no sense is answered malformed, and the connection goes on', () => {
  const frames: Readonly<Record<string, Uint8Array>> = {
    'an unknown type': frame(0x00),
    'AUTH without a secret': frame(0x05, 3, 'bob'),
    'AUTH with a name that reaches past the payload': frame(0x05, 4, 'bob'),
    'AUTH with a secret that is too long': frame(0x05, 3, 'bob', 'x'.repeat(1025)),
    'COMMAND without hello': frame(0x10, 0, 0, 0, 25, '{"id":1,"command":"list"} '.trim()),
    'COMMAND whose JSON reaches past the payload': frame(0x10, 0, 0, 0, 3, '{}'),
    'a type of the server': frame(0x81, 0, 0),
    'LIST with a payload': frame(0x02, 0),
    'LOGOUT with a payload': frame(0x04, 'now'),
    'LOGIN without a payload': frame(0x01),
    'LOGIN with an empty name': frame(0x01, 0),
    'LOGIN with a name longer than the payload': frame(0x01, 4, 'bob'),
    'LOGIN with something after the name': frame(0x01, 3, 'bobby'),
    'LOGIN with a name of 21 characters': frame(0x01, 21, 'x'.repeat(21)),
    'LOGIN with a name of 21 characters of 4 bytes': frame(0x01, 84, '🎈'.repeat(21)),
    'LOGIN with a name that is not UTF-8': frame(0x01, 2, 'a', 0xc3),
    'LOGIN with half a surrogate pair': frame(0x01, 3, 0xed, 0xa0, 0x80),
    'SENDTO without a payload': frame(0x03),
    'SENDTO with an empty name': frame(0x03, 0, 'hi'),
    'SENDTO with a name longer than the payload': frame(0x03, 200, 'bob'),
    'SENDTO with a name of 21 characters': frame(0x03, 21, 'x'.repeat(21), 'hi'),
    'SENDTO with a name that is not UTF-8': frame(0x03, 1, 0xff, 'hi'),
    'SENDTO without a text': frame(0x03, 3, 'bob'),
    'SENDTO with a text that is not UTF-8': frame(0x03, 3, 'bob', 0xf0, 0x9f),
    'SENDTO with a text of 65,536 characters': frame(0x03, 3, 'bob', 'x'.repeat(65_536)),
    'SENDTO with a text of 65,536 characters of 3 bytes': frame(
      0x03,
      3,
      'bob',
      '字'.repeat(65_536),
    ),
    'SENDTO with a text of 262,141 bytes': frame(0x03, 3, 'bob', 'x'.repeat(262_141)),
  };
  for (const [what, bytes] of Object.entries(frames)) {
    test(what, async () => {
      using client = await WireClient.connect(server.port);
      client.send(bytes);
      client.say('list');
      assert.match(await client.next(), /^Malformed: ./);
      assert.equal(await client.next(), '[]');
    });
  }

  test('malformed is answered before "not logged in" and "already logged in"', async () => {
    using client = await WireClient.login(server.port, 'once');
    client.send(frame(0x01, 0));
    assert.match(await client.next(), /^Malformed: /);
    client.say('logout');
    assert.equal(await client.next(), 'Success');
    client.send(frame(0x03, 3, 'bob'));
    assert.match(await client.next(), /^Malformed: /);
  });

  test('the longest texts are well-formed', async () => {
    using client = await WireClient.login(server.port, 'long');
    for (const character of ['x', 'é', '字', '🎈']) {
      const text = character.repeat(65_535);
      client.say(`sendto long ${text}`);
      assert.ok((await client.next()) === `long: ${text}`, `65,535 times ${character}`);
      assert.equal(await client.next(), 'Success');
    }
  });

  test('the tenth is answered, and closes the connection', async () => {
    using client = await WireClient.connect(server.port);
    for (let i = 1; i < MALFORMED_MAX; i++) client.send(frame(0x02, 0));
    client.say('list');
    for (let i = 1; i < MALFORMED_MAX; i++) assert.match(await client.next(), /^Malformed: /);
    assert.equal(await client.next(), '[]');
    client.send(frame(0x02, 0));
    client.say('list');
    await client.gone();
    assert.equal(client.error, null);
    assert.equal(client.heard.length, 1);
    assert.match(client.heard[0] ?? '', /^Malformed: /);
  });
});

test('no bytes at all bring the server down, or a second answer about', async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.nat(8), chunks, async (version, rest) => {
      using client = await WireClient.connect(server.port);
      for (const chunk of [Uint8Array.of(version), ...rest]) client.send(chunk);
      client.socket.end();
      await client.gone();
      assert.ok(version === 1 || client.heard.length === 1);
      assert.ok(client.heard.length <= MALFORMED_MAX);
    }),
    { numRuns: 200 },
  );
  using client = await WireClient.connect(server.port);
  client.say('list');
  assert.equal(await client.next(), '[]');
});
