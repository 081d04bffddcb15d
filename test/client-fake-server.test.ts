/** The client in a pipe, against servers that use everything the protocol allows, and against hostile ones. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeText } from '../src/protocol/bytes.ts';
import { encodeNames, encodeResponse } from '../src/protocol/server-frames.ts';
import { type Ending, PipedClient } from './support/cli.ts';
import { type FakePeer, FakeServer, message } from './support/fake-server.ts';

const SUCCESS = encodeResponse(0, 0);
const MIB = 1024 * 1024;

/**
 * How a client ends that is given `input` and whose requests are answered by `answers`, in order; after the
 * last the server does `then`.
 */
async function converse(
  input: string,
  answers: Uint8Array[][],
  andThen: (peer: FakePeer) => void = () => {},
): Promise<Ending> {
  using server = await FakeServer.start();
  using client = PipedClient.of(server.port);
  client.write(input);
  const peer = await server.peer();
  for (const frames of answers) {
    await peer.next();
    peer.say(...frames);
  }
  andThen(peer);
  return await client.end();
}

/** What it prints, when it is to end well and silently. */
async function prints(input: string, ...answers: Uint8Array[][]): Promise<string> {
  const { status, stdout, stderr } = await converse(input, answers);
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
}

function names(...list: string[]): Uint8Array {
  return encodeNames(list.map(encodeText));
}

describe('server messages, as the client prints them', () => {
  test('RESPONSE ok: Success', async () => {
    assert.equal(await prints('login a\nlogout\n', [SUCCESS], [SUCCESS]), 'Success\nSuccess\n');
  });
  test('RESPONSE failure: Failure, whatever the reason', async () => {
    const input = 'login a\n'.repeat(5);
    const answers = [
      encodeResponse(1, 0),
      encodeResponse(1, 1, 'name in use'),
      encodeResponse(1, 200),
      encodeResponse(1, 255, 'a reason of a later version\nSuccess'),
      encodeResponse(1, 4, 'x'.repeat(4 * MIB)),
    ];
    assert.equal(await prints(input, ...answers.map((one) => [one])), 'Failure\n'.repeat(5));
  });
  test('RESPONSE failure to list: Failure', async () => {
    assert.equal(
      await prints('list\nlist\n', [encodeResponse(1, 9)], [names('a')]),
      'Failure\na\n',
    );
  });
  test('RESPONSE malformed: an error on standard error, and it goes on', async () => {
    const { status, stdout, stderr } = await converse('login a\nlist\n', [
      [encodeResponse(2, 0, 'what?\x1b[2J\nchinwag: forged')],
      [names('b')],
    ]);
    assert.deepEqual([status, stdout], [0, 'b\n']);
    assert.equal(
      stderr,
      'chinwag: the server could not make sense of a command, which is a bug: what?^[[2J␤chinwag: forged\n',
    );
  });
  test('a huge detail of a malformed is cut off', async () => {
    const { stderr } = await converse('list\n', [[encodeResponse(2, 0, 'x'.repeat(MIB))]]);
    assert.ok(stderr.length < 500);
  });
  test('LIST: the names, one a line', async () => {
    assert.equal(await prints('list\n', [names('alice', 'bob')]), 'alice\nbob\n');
  });
  test('LIST of nobody: nothing', async () => {
    assert.equal(await prints('list\nlogout\n', [names()], [SUCCESS]), 'Success\n');
  });
  test('LIST of as many names as fit a frame', async () => {
    const many = Array.from({ length: 200_000 }, (_, i) => encodeText(`n${i}`.padEnd(80, 'x')));
    const printed = await prints('list\n', [encodeNames(many)]);
    assert.equal(printed.split('\n').length, 200_001);
  });
  test('SENDTO: name and message, whenever it arrives', async () => {
    const printed = await prints(
      'login a\nlist\n',
      [message('b', 'first'), SUCCESS],
      [message('b', 'second'), names('a'), message('b', 'third')],
    );
    assert.equal(printed.replace('b: third\n', ''), 'b: first\nSuccess\nb: second\na\n');
  });
  test('SENDTO while nothing is asked', async () => {
    using server = await FakeServer.start();
    using client = PipedClient.of(server.port);
    (await server.peer()).say(message('b', 'unasked'));
    await client.hears('b: unasked');
    assert.equal((await client.end()).status, 0);
  });
  test('names and texts that would forge a line or drive a terminal are one harmless line', async () => {
    const printed = await prints(
      'login a\nlist\n',
      [message('e\nSuccess', 'x\r\nbob: forged\x1b]0;t\x07\u202e'), SUCCESS],
      [names('a\nb', '\x1b[31m', '\u2066c')],
    );
    assert.equal(
      printed,
      'e␤Success: x␤bob: forged^[]0;t^G<U+202E>\nSuccess\na␤b\n^[[31m\n<U+2066>c\n',
    );
  });
  test('frames that arrive byte by byte', async () => {
    using server = await FakeServer.start();
    using client = PipedClient.of(server.port);
    client.say('login a');
    const peer = await server.peer();
    await peer.next();
    for (const byte of Buffer.concat([message('b', 'hi ☕'), SUCCESS, message('b', 'there')])) {
      peer.socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.hears('b: hi ☕', 'Success', 'b: there');
  });
});

describe('the order of the answers', () => {
  test('an error line for line 3 waits for the replies to lines 1 and 2', async () => {
    using server = await FakeServer.start();
    using client = PipedClient.of(server.port);
    client.write('login a\nlist\nnonsense\n');
    const peer = await server.peer();
    await peer.next();
    await peer.next();
    peer.say(SUCCESS, message('b', 'a message need not wait'));
    await client.hears('Success', 'b: a message need not wait');
    peer.say(names('a'));
    await client.hears('a', 'Invalid command');
  });
});

describe('a line that cannot be sent', () => {
  test('sends nothing', async () => {
    using server = await FakeServer.start();
    using client = PipedClient.of(server.port);
    const input = `login\nlogin a b\nlist x\nsendto\nsendto b\nlogout x\nexit x\nhelp\nfoo\n\n${' '.repeat(99)}\n`;
    const { stdout } = await client.end(input);
    assert.equal(stdout.split('\n').length, 10);
    const peer = await server.peer();
    await peer.gone();
    assert.equal(peer.bytes, 0);
  });
});

describe('a message', () => {
  test('is never answered', async () => {
    using server = await FakeServer.start();
    using client = PipedClient.of(server.port);
    const peer = await server.peer();
    peer.say(message('b', 'hi'));
    await client.hears('b: hi');
    await client.end();
    await peer.gone();
    assert.equal(peer.bytes, 0);
  });
});

describe('exit and the end of input', { concurrency: true }, () => {
  for (const [how, last] of Object.entries({ exit: 'exit\nlogin ignored\n', 'end of input': '' })) {
    test(`${how}: first waits for the replies still owed`, async () => {
      using server = await FakeServer.start();
      using client = PipedClient.of(server.port);
      client.child.stdin?.end(`login a\nlist\n${last}`);
      const peer = await server.peer();
      assert.deepEqual([await peer.next(), await peer.next()], ['login a', 'list']);
      assert.equal(client.child.exitCode, null);
      peer.say(SUCCESS);
      await client.hears('Success');
      peer.say(names('a'));
      const { status, stdout } = await client.ended();
      assert.deepEqual([status, stdout], [0, 'Success\na\n']);
      await peer.gone();
      assert.deepEqual(peer.heard, []);
    });

    test(`${how}: gives up after 5 s without a reply, with a line on standard error and status 1`, async () => {
      using server = await FakeServer.start();
      using client = PipedClient.of(server.port);
      client.child.stdin?.end(`login a\nlist\n${last}`);
      const peer = await server.peer();
      await peer.next();
      peer.say(SUCCESS);
      const { status, stdout, stderr } = await client.ended();
      assert.deepEqual([status, stdout], [1, 'Success\n']);
      assert.match(stderr, /^chinwag: no reply from \S+ for 5 s; a reply is missing\n$/);
    });
  }
});

describe('a server that breaks the protocol, or goes: one line on standard error, status 1', () => {
  const hostile: Record<string, [(peer: FakePeer) => void, RegExp]> = {
    'speaks something else': [
      (peer) => peer.say('HTTP/1.1 400 Bad Request\r\n\r\n'),
      /does not speak the Chinwag protocol: .*version 72/,
    ],
    'answers what nobody asked': [(peer) => peer.say(SUCCESS), /nobody had asked/],
    'announces 4 GiB': [
      (peer) => peer.say(Uint8Array.of(1, 0x82, 0, 0, 255, 255, 255, 255)),
      /payload of 4294967295/,
    ],
    'sends an unknown type': [(peer) => peer.say(Uint8Array.of(1, 0x91, 0, 0, 0, 0, 0, 0)), /0x91/],
    'sends text that is not UTF-8': [
      (peer) => peer.say(Uint8Array.of(1, 0x83, 0, 0, 0, 0, 0, 3, 1, 0x61, 0xff)),
      /not UTF-8/,
    ],
    'sends names that do not add up': [
      (peer) => peer.say(Uint8Array.of(1, 0x82, 0, 0, 0, 0, 0, 4, 0, 0, 0, 9)),
      /do not add up/,
    ],
    'closes in the middle of a frame': [
      (peer) => peer.socket.end(message('b', 'hi').subarray(0, 10)),
      /lost the connection to \S+: .*in the middle of a message/,
    ],
    closes: [(peer) => peer.socket.end(), /lost the connection to \S+: the server closed/],
    resets: [
      (peer) => peer.socket.resetAndDestroy(),
      /lost the connection to \S+: the server broke the connection off/,
    ],
  };
  for (const [what, [act, said]] of Object.entries(hostile)) {
    test(what, async () => {
      using server = await FakeServer.start();
      using client = PipedClient.of(server.port);
      client.say('login a');
      const peer = await server.peer();
      await peer.next();
      peer.say(SUCCESS);
      await client.hears('Success');
      act(peer);
      // Although its standard input is still open.
      const { status, stdout, stderr } = await client.ended();
      assert.deepEqual([status, stdout], [1, 'Success\n']);
      assert.match(stderr, /^chinwag: [^\n]+\n$/);
      assert.match(stderr, said);
    });
  }

  test('closes while replies are owed', async () => {
    const { status, stderr } = await converse('login a\nlist\n', [[SUCCESS]], (peer) =>
      peer.socket.end(),
    );
    assert.equal(status, 1);
    assert.match(stderr, /^chinwag: lost the connection[^\n]+\n$/);
  });
});
