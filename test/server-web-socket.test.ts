/** The native protocol in WebSockets (docs/PROTOCOL-EXTENSIONS.md, section 20). */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { encodeSendto } from '../src/protocol/client-frames.ts';
import { exchange } from './support/http-exchange.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { type Kind, WebSocketClient } from './support/web-socket-client.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

const MIB = 1024 * 1024;

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(
    ...['--host-names', 'chat.example', '--allow-origins', 'https://app.example:8443'],
  );
});
after(() => server[Symbol.asyncDispose]());

function disconnected(why: RegExp) {
  return ({ msg, why: given }: { msg: string; why?: unknown }) =>
    msg === 'disconnected' && why.test(String(given));
}

/** Names that no other test has: all tests share a server. */
let people = 0;
function name(): string {
  return `person-${++people}`;
}

describe('a WebSocket', () => {
  for (const kind of ['browser', 'ws'] satisfies Kind[]) {
    test(`chats with a native client (${kind})`, async () => {
      const [web, native] = [name(), name()];
      using alice = await WebSocketClient.login(server.port, web, kind);
      using bob = await WireClient.login(server.port, native);
      assert.equal(alice.socket.protocol, 'chinwag.v1');
      alice.say(`sendto ${native} hi, Bob`);
      assert.equal(await alice.next(), 'Success');
      assert.equal(await bob.next(), `${web}: hi, Bob`);
      bob.say(`sendto ${web} hi yourself`);
      assert.equal(await bob.next(), 'Success');
      assert.equal(await alice.next(), `${native}: hi yourself`);
      alice.say(`login ${web}`, 'sendto nobody hi', 'logout', 'logout');
      const answers = ['already logged in', 'no such user', '', 'not logged in'];
      for (const answer of answers) {
        assert.equal(await alice.next(), answer === '' ? 'Success' : `Failure: ${answer}`);
      }
    });

    test(`carries the longest text, both ways (${kind})`, async () => {
      const [web, native] = [name(), name()];
      using alice = await WebSocketClient.login(server.port, web, kind);
      using bob = await WireClient.login(server.port, native);
      const text = '🎈'.repeat(65_535);
      alice.say(`sendto ${native} ${text}`, `sendto ${web} ${text}`);
      assert.equal(await bob.next(), `${web}: ${text}`);
      bob.say(`sendto ${web} ${text}`);
      const heard = [
        await alice.next(),
        await alice.next(),
        await alice.next(),
        await alice.next(),
      ];
      assert.equal(heard.filter((one) => one === 'Success').length, 2);
      assert.ok(heard.includes(`${web}: ${text}`) && heard.includes(`${native}: ${text}`));
    });
  }

  test('may send a message in fragments, with pings between them', async () => {
    using client = await WebSocketClient.connect(server.port);
    const socket = client.socket as WebSocket;
    const frame = frameOf('list');
    for (const [i, byte] of frame.entries()) {
      socket.send(Buffer.of(byte), { fin: i === frame.length - 1 });
      socket.ping();
    }
    assert.match(await client.next(), /^\[/);
    client.say('logout');
    assert.equal(await client.next(), 'Failure: not logged in');
  });

  test('hears a long list as one message of several fragments', async () => {
    await using busy = await ServerProcess.start();
    const all = await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        WireClient.login(busy.port, `${i}-${'字'.repeat(16)}`),
      ),
    );
    try {
      using client = await WebSocketClient.connect(busy.port, 'browser');
      client.say('list', 'logout', 'list');
      const list = await client.next();
      assert.equal(list.split(', ').length, 1000);
      assert.equal(await client.next(), 'Failure: not logged in');
      assert.equal(await client.next(), list);
    } finally {
      for (const one of all) one[Symbol.dispose]();
    }
  });
});

describe('rules', () => {
  test('a text message: what came before is answered, then 1003', async () => {
    const who = name();
    using client = await WebSocketClient.login(server.port, who);
    client.say('logout');
    client.send('login somebody');
    client.say(`login ${who}`);
    const reason = 'sent a text message';
    assert.deepEqual(await client.gone(), { code: 1003, reason });
    assert.deepEqual(client.heard, ['Success']);
    await server.logged(disconnected(/^sent a text message$/));
  });

  const messages: Readonly<Record<string, Uint8Array>> = {
    'that is empty': Buffer.alloc(0),
    'of half a header': frameOf('list').subarray(0, 5),
    'that ends within a frame': frameOf('login x').subarray(0, 9),
    'whose second frame is not whole': Buffer.concat([frameOf('logout'), Buffer.of(1, 2)]),
  };
  for (const [what, message] of Object.entries(messages)) {
    test(`a message ${what}: whole frames are answered, then 1002`, async () => {
      using client = await WebSocketClient.connect(server.port);
      client.send(message);
      const reason = 'sent a message that is not one or more whole frames';
      assert.deepEqual(await client.gone(), { code: 1002, reason });
      const answers = message[1] === 4 ? ['Failure: not logged in'] : [];
      assert.deepEqual(client.heard, answers);
    });
  }

  test('a frame is not put together from two messages', async () => {
    using client = await WebSocketClient.connect(server.port);
    const frame = frameOf(`login ${name()}`);
    client.send(frame.subarray(0, 10));
    client.send(frame.subarray(10));
    assert.equal((await client.gone()).code, 1002);
    assert.deepEqual(client.heard, []);
  });

  test('a header that cannot be believed, and the tenth malformed frame: answered, then 1002', async () => {
    using client = await WebSocketClient.connect(server.port);
    client.send(Buffer.from([2, 0, 0]));
    assert.match(await client.next(), /^Malformed: protocol version 2/);
    const { code, reason } = await client.gone();
    assert.equal(code, 1002);
    assert.match(reason, /^malformed header/);
    using other = await WebSocketClient.connect(server.port);
    for (let i = 0; i < 12; i++) other.send(Buffer.of(1, 0x7f, 0, 0, 0, 0, 0, 0));
    assert.deepEqual(await other.gone(), { code: 1002, reason: '10 malformed messages' });
    assert.equal(other.heard.length, 10);
  });

  test('a message over 1 MiB: 1009', async () => {
    using client = await WebSocketClient.connect(server.port);
    client.send(Buffer.alloc(MIB, frameOf('list')));
    await until(
      () => client.heard.length === MIB / 8,
      () => 'the answers to 1 MiB of frames',
    );
    client.send(Buffer.alloc(MIB + 8, frameOf('list')));
    assert.equal((await client.gone()).code, 1009);
  });

  test('frames that are not masked: 1002', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    let text = '';
    socket.setEncoding('latin1').on('data', (more: string) => {
      text += more;
    });
    socket.write(handshake(), 'latin1');
    socket.write(Buffer.concat([Buffer.of(0x82, 8), frameOf('list')]));
    await until(
      () => text.endsWith('\x88\x02\x03\xea'),
      () => `a close with 1002, not ${JSON.stringify(text)}`,
    );
    socket.destroy();
  });

  test('closing: the server answers with the code it got, and logs out', async () => {
    const who = name();
    using client = await WebSocketClient.login(server.port, who);
    client.socket.close(4321, 'enough');
    assert.deepEqual(await client.gone(), { code: 4321, reason: 'enough' });
    await server.logged(({ msg, user }) => msg === 'logged out' && user === who);
  });
});

/** The bytes of a good opening handshake, with more fields. */
function handshake(...fields: string[]): string {
  const all = fields.some((field) => field.startsWith('Host'))
    ? fields
    : ['Host: localhost', ...fields];
  return `GET /ws HTTP/1.1\r\n${[
    ...all,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: chat, chinwag.v1',
  ].join('\r\n')}\r\n\r\n`;
}

describe('the opening handshake', () => {
  const origins: Readonly<Record<string, readonly [host: string, origin: string | null, number]>> =
    {
      'no origin: not a browser': ['localhost', null, 101],
      'a page of this server': ['localhost:4900', 'http://localhost:4900', 101],
      'a page of this server, by its address': ['127.0.0.1:4900', 'http://127.0.0.1:4900', 101],
      'a page of this server, by its IPv6 address': ['[::1]:4900', 'http://[::1]:4900', 101],
      'a page of this server, by its name': ['chat.example', 'http://chat.example', 101],
      'a page of this server, with the port of the scheme': [
        'chat.example:80',
        'http://chat.example',
        101,
      ],
      'a configured page': ['chat.example', 'https://app.example:8443', 101],
      'another scheme': ['chat.example', 'https://chat.example', 403],
      'another port': ['localhost:4900', 'http://localhost:8080', 403],
      'another name for this server': ['127.0.0.1:4900', 'http://localhost:4900', 403],
      'a configured page, on another port': ['chat.example', 'https://app.example', 403],
      'a foreign page': ['localhost:4900', 'https://evil.example', 403],
      'a page that begins like this server': ['localhost', 'http://localhost.evil.example', 403],
      'a page of nowhere': ['localhost', 'null', 403],
      'an origin that is empty': ['localhost', '', 403],
      'an origin that is none': ['localhost', 'localhost', 403],
      'a foreign page whose name leads here': ['evil.example', 'http://evil.example', 421],
    };
  for (const [what, [host, origin, status]] of Object.entries(origins)) {
    test(`${what}: ${status}`, async () => {
      const fields = [`Host: ${host}`, ...(origin === null ? [] : [`Origin: ${origin}`])];
      const { answers } = await exchange(server.port, handshake(...fields), { answers: 1 });
      assert.equal(answers[0]?.status, status);
      if (status !== 101) return;
      assert.equal(answers[0]?.headers.get('sec-websocket-protocol'), 'chinwag.v1');
      assert.equal(answers[0]?.headers.get('sec-websocket-accept'), 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
      assert.equal(answers[0]?.headers.has('sec-websocket-extensions'), false);
    });
  }

  test('is followed by what docs/PROTOCOL-EXTENSIONS.md shows', async () => {
    await using own = await ServerProcess.start();
    const page = readFileSync(new URL('../docs/PROTOCOL-EXTENSIONS.md', import.meta.url), 'utf8');
    const [, sent = '', heard = ''] =
      /^```websocket\n> ([0-9a-f ]+)\n< ([0-9a-f ]+)\n```$/m.exec(page) ?? [];
    const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1');
    assert.notEqual(sent, '');
    const socket = connect({ port: own.port, host: '127.0.0.1' });
    let text = '';
    socket.setEncoding('latin1').on('data', (more: string) => {
      text += more;
    });
    socket.write(handshake() + bytes(sent), 'latin1');
    await until(
      () => text.split('\r\n\r\n')[1] === bytes(heard),
      () => `the answer, not ${JSON.stringify(text)}`,
    );
    socket.destroy();
  });
});

describe('bounds', () => {
  test('a message that is not finished is closed, a quiet WebSocket is not', async () => {
    await using hasty = await ServerProcess.start('--unfinished-timeout', '2s');
    using quiet = await WebSocketClient.login(hasty.port, 'quiet');
    using half = await WebSocketClient.login(hasty.port, 'half');
    const socket = half.socket as WebSocket;
    half.say('list');
    socket.send(frameOf('list').subarray(0, 4), { fin: false });
    socket.ping();
    const { code, reason } = await half.gone();
    assert.deepEqual([code, reason], [1008, 'left a message unfinished for 2 s']);
    // The peer sees the closing frame before the server sees the socket closed.
    await hasty.logged(({ msg, user }) => msg === 'logged out' && user === 'half');
    quiet.say('list');
    assert.equal(await quiet.next(), '[quiet]');
    assert.equal(quiet.closed, null);
  });

  test('unfinished messages of all count together, as much as they cost', async () => {
    await using own = await ServerProcess.start('--max-unfinished-total', '1MiB');
    const half = encodeSendto('bob', 'x'.repeat(60_000));
    const all = await Promise.all(
      Array.from({ length: 30 }, () => WebSocketClient.connect(own.port)),
    );
    for (const one of all) (one.socket as WebSocket).send(half, { fin: false });
    await own.logged(disconnected(/largest unfinished message/));
    for (const one of all) one[Symbol.dispose]();
    using alice = await WebSocketClient.login(own.port, 'alice');
    assert.equal(alice.closed, null);
  });

  test('one that answers no ping is closed, one that does is not', async () => {
    await using own = await ServerProcess.start('--ping-interval', '1s');
    using alive = await WebSocketClient.login(own.port, 'alive', 'browser');
    const dead = new WebSocket(`ws://127.0.0.1:${own.port}/ws`, 'chinwag.v1', { autoPong: false });
    await once(dead, 'open');
    await once(dead, 'close');
    await own.logged(disconnected(/answers no ping/));
    alive.say('list');
    assert.equal(await alive.next(), '[alive]');
  });

  test('a shutdown delivers what was accepted, and closes with 1001', async () => {
    await using own = await ServerProcess.start();
    using alice = await WebSocketClient.login(own.port, 'alice', 'browser');
    using bob = await WebSocketClient.login(own.port, 'bob');
    // Never answers the close.
    using rude = await WebSocketClient.login(own.port, 'rude');
    (rude.socket as WebSocket).pause();
    bob.say('sendto alice bye');
    assert.equal(await bob.next(), 'Success');
    const started = performance.now();
    assert.equal(await own.stop(), 0);
    assert.ok(performance.now() - started < 5000);
    for (const client of [alice, bob]) {
      assert.deepEqual(await client.gone(), { code: 1001, reason: 'server shutting down' });
    }
    assert.deepEqual(alice.heard, ['bob: bye']);
  });
});
