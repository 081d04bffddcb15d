/** IRC in WebSockets, as IRCv3 WebSocket says (docs/IRC.md). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type ClientOptions, WebSocket } from 'ws';
import { IrcClient, takeUpTo } from './support/irc-client.ts';
import { newName } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

const TEXT = 'text.ircv3.net';
const BINARY = 'binary.ircv3.net';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--allow-origins', 'https://chat.example');
});
after(() => server[Symbol.asyncDispose]());

/** A client of IRC in a WebSocket. */
class WebIrc implements Disposable {
  readonly socket: WebSocket;
  /** Each message heard, and not yet taken. */
  readonly heard: string[] = [];
  readonly kinds = new Set<'text' | 'binary'>();
  closed: { readonly code: number; readonly reason: string } | null = null;
  /** The status of the answer where it did not become a WebSocket. */
  refused: number | null = null;

  constructor(
    port: number,
    path: string,
    protocols: string | string[],
    options: ClientOptions = {},
  ) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, options);
    this.socket.on('message', (data: Buffer, isBinary) => {
      this.kinds.add(isBinary ? 'binary' : 'text');
      this.heard.push(data.toString());
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    this.socket.on('unexpected-response', (_request, response) => {
      this.refused = response.statusCode ?? 0;
      response.resume();
      this.socket.terminate();
    });
    this.socket.on('error', () => {});
  }

  static async open(
    port: number,
    { path = '/', protocol = TEXT }: { path?: string; protocol?: string | string[] } = {},
    options: ClientOptions = {},
  ): Promise<WebIrc> {
    const client = new WebIrc(port, path, protocol, options);
    await until(
      () => client.socket.readyState === WebSocket.OPEN || client.refused !== null,
      () => 'the WebSocket to open',
    );
    return client;
  }

  static async welcomed(port: number, nick: string, protocol = TEXT): Promise<WebIrc> {
    const client = await WebIrc.open(port, { protocol });
    client.say(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
    await client.until(/ MODE \S+ \+i$/);
    return client;
  }

  /** Says each line as a message of its own. */
  say(...lines: string[]): void {
    for (const line of lines) {
      this.socket.send(Buffer.from(line), { binary: this.socket.protocol === BINARY });
    }
  }

  until(last: RegExp): Promise<string[]> {
    return takeUpTo(this.heard, last, () => this.closed !== null);
  }

  async closes(): Promise<{ readonly code: number; readonly reason: string }> {
    return until(
      () => this.closed,
      () => 'the WebSocket to close',
    );
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

for (const protocol of [TEXT, BINARY]) {
  describe(`over ${protocol}`, () => {
    test('somebody talks with somebody over TCP, each line a message', async () => {
      const [one, other] = [newName(), newName()];
      using web = await WebIrc.welcomed(server.port, one, protocol);
      using tcp = await IrcClient.welcomed(server.port, other);
      assert.equal(web.socket.protocol, protocol);
      web.say(`PRIVMSG ${other} :hello, grüße 🎈`);
      assert.match((await tcp.until(/PRIVMSG/)).at(-1) ?? '', / :hello, grüße 🎈$/);
      tcp.say(`PRIVMSG ${one} :hi`);
      await web.until(/PRIVMSG \S+ :hi$/);
      // A room with many people is named in many lines, which leave in one turn.
      web.say(`JOIN #${one}`, `NAMES #${one}`, 'LUSERS', 'VERSION', 'PING end');
      const lines = await web.until(/ PONG \S+ :end$/);
      assert.ok(lines.length > 8, lines.join('\n'));
      for (const line of lines) assert.doesNotMatch(line, /[\r\n]/);
      assert.deepEqual([...web.kinds], [protocol === TEXT ? 'text' : 'binary']);
      web.say('QUIT :bye');
      await web.until(/^ERROR /);
      await web.closes();
    });

    test('a line has the limits of any, and one that is not whole is none', async () => {
      using web = await WebIrc.welcomed(server.port, newName(), protocol);
      web.say(`PRIVMSG x :${'y'.repeat(600)}`);
      await web.until(/ 417 /);
      // An end that should not be there, or a blank line, does no harm.
      web.say('PING a\r\n', '', 'PING b\n', '\r\n', 'PING c');
      await web.until(/ PONG \S+ :a$/);
      await web.until(/ PONG \S+ :b$/);
      await web.until(/ PONG \S+ :c$/);
      assert.equal(web.closed, null);
    });

    for (const end of ['\n', '\r', '\r\n']) {
      test(`two lines in a message, with ${JSON.stringify(end)} between them, end it`, async () => {
        using web = await WebIrc.welcomed(server.port, newName(), protocol);
        web.say('PING before', `PING one${end}PING two`);
        await web.until(/ PONG \S+ :before$/);
        const { code, reason } = await web.closes();
        assert.deepEqual([code, reason], [1002, 'sent a message that is more than one line']);
        assert.doesNotMatch(web.heard.join(), /one|two/);
      });
    }

    test('a message of the other kind ends it', async () => {
      using web = await WebIrc.welcomed(server.port, newName(), protocol);
      web.socket.send(Buffer.from('PING x'), { binary: protocol === TEXT });
      assert.equal((await web.closes()).code, 1003);
    });
  });
}

test('text that is not UTF-8 ends the connection with 1007; bytes that are not are refused', async () => {
  const bad = Buffer.from([...Buffer.from('PRIVMSG x :'), 0xff, 0xfe]);
  using text = await WebIrc.welcomed(server.port, newName(), TEXT);
  text.socket.send(bad, { binary: false });
  assert.equal((await text.closes()).code, 1007);
  using binary = await WebIrc.welcomed(server.port, newName(), BINARY);
  binary.socket.send(bad, { binary: true });
  await binary.until(/ FAIL \* INVALID_UTF8 /);
  binary.say('PING x');
  await binary.until(/ PONG \S+ :x$/);
});

test('any messages are answered, or end the connection, and harm nobody', async () => {
  using bystander = await IrcClient.welcomed(server.port, newName());
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('NICK x', 'USER x 0 * :x', 'CAP LS 302', 'CAP END', 'PING ', '\r\n', '\0', '@'),
    fc.constantFrom('JOIN #x', 'PRIVMSG #x :', 'x'.repeat(5000)),
  );
  const message = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 8 }), fc.boolean(), async (all, isText) => {
      using web = await WebIrc.open(server.port, { protocol: isText ? TEXT : BINARY });
      for (const one of all) web.say(one.toWellFormed());
      web.say('PING sentinel');
      await until(
        () => web.closed !== null || web.heard.some((line) => / PONG | 451 /.test(line)),
        () => `an answer to ${JSON.stringify(all)}, not ${JSON.stringify(web.heard)}`,
      );
      for (const line of web.heard) assert.doesNotMatch(line, /[\r\n\0]/);
    }),
    { numRuns: 60 },
  );
  assert.deepEqual(await bystander.settled(), []);
});

describe('the handshake', () => {
  const opened = async (...given: Parameters<typeof WebIrc.open>) => {
    using web = await WebIrc.open(...given);
    return web.refused ?? web.socket.protocol;
  };

  test('is at any path, and the first subprotocol of ours that is offered counts', async () => {
    const { port } = server;
    for (const path of ['/', '/ws', '/irc', '/webirc/?x=1', '/about', '/no/such/page']) {
      assert.equal(await opened(port, { path }), TEXT, path);
    }
    assert.equal(await opened(port, { protocol: ['x', BINARY, TEXT] }), BINARY);
    assert.equal(await opened(port, { protocol: [TEXT, BINARY] }), TEXT);
    // The native protocol comes first where a client speaks both, at its own path.
    assert.equal(await opened(port, { path: '/ws', protocol: [TEXT, 'chinwag.v1'] }), 'chinwag.v1');
    assert.equal(await opened(port, { path: '/irc', protocol: [TEXT, 'chinwag.v1'] }), 404);
    assert.equal(await opened(port, { path: '/irc', protocol: 'irc' }), 404);
    assert.equal(await opened(port, { path: '/ws', protocol: 'irc' }), 400);
  });

  test('is of pages that may connect, at a name of this server', async () => {
    const at = (headers: Record<string, string>) => opened(server.port, {}, { headers });
    assert.equal(await at({ Origin: 'https://chat.example' }), TEXT);
    assert.equal(await at({ Origin: `http://127.0.0.1:${server.port}` }), TEXT);
    assert.equal(await at({ Origin: 'https://evil.example' }), 403);
    assert.equal(await at({ Host: 'evil.example' }), 421);
  });

  test('is none where the server speaks no IRC', async () => {
    await using own = await ServerProcess.start('--irc', 'off');
    assert.equal(await opened(own.port, { path: '/irc' }), 404);
    assert.equal(await opened(own.port, { path: '/ws' }), 400);
    assert.equal(
      await opened(own.port, { path: '/ws', protocol: [TEXT, 'chinwag.v1'] }),
      'chinwag.v1',
    );
  });
});

test('a password may travel within one machine, and the server says why it goes', async () => {
  await using own = await ServerProcess.start();
  using web = await WebIrc.open(own.port);
  web.say('CAP LS 302');
  assert.match((await web.until(/ CAP /)).join(), /sasl=PLAIN/);
  using other = await WebIrc.welcomed(own.port, newName());
  const stopped = own.stop();
  await other.until(/^ERROR :Closing link: /);
  assert.equal((await other.closes()).code, 1001);
  await stopped;
});
