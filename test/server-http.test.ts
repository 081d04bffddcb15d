/** HTTP on the shared port: the answer to each request, and that no part of one is ever run as a command. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { exchange, type HttpAnswer } from './support/http-exchange.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--host-names', 'chat.example,Other.Example');
});
after(() => server[Symbol.asyncDispose]());

const HOST = 'Host: localhost\r\n';
const UPGRADE =
  `GET /ws HTTP/1.1\r\n${HOST}Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

function get(path: string, ...headers: string[]): string {
  return `GET ${path} HTTP/1.1\r\n${[...headers, HOST.trim()].join('\r\n')}\r\n\r\n`;
}

/** The status, and `close` where the connection is closed with it. */
async function status(request: string, port = server.port): Promise<string> {
  const { answers, error } = await exchange(port, request, { answers: 1 });
  assert.equal(error, null);
  const [answer] = answers;
  assert.ok(answer, 'an answer');
  assertSafe(answer);
  return `${answer.status}${answer.headers.get('connection')?.includes('close') ? ' close' : ''}`;
}

/** The headers that every answer has. */
function assertSafe({ headers, status: code, body }: HttpAnswer): void {
  assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; /);
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('x-frame-options'), 'DENY');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(headers.get('cross-origin-embedder-policy'), 'require-corp');
  assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.ok(headers.has('date'));
  assert.equal(headers.has('server') || headers.has('x-powered-by'), false);
  assert.equal(headers.has('access-control-allow-origin'), false);
  if (code < 400) return;
  assert.equal(headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.match(body, /^$|^\S.*\n$/);
}

async function nobodyIsLoggedIn(): Promise<void> {
  using client = await WireClient.connect(server.port);
  client.say('list');
  assert.equal(await client.next(), '[]');
}

describe('a request has its status', () => {
  const requests: Readonly<Record<string, readonly [request: string, expected: string]>> = {
    'the page': [get('/about'), '200'],
    'the page, with a query': [get('/about?a=b'), '200'],
    'the page, only its head': [get('/about').replace('GET', 'HEAD'), '200'],
    health: [get('/healthz'), '200'],
    'health, only its head': [get('/healthz').replace('GET', 'HEAD'), '200'],
    'health, and no more': [get('/healthz', 'Connection: close'), '200 close'],
    'health in HTTP/1.0, which needs no Host': ['GET /healthz HTTP/1.0\r\n\r\n', '200 close'],
    'an upgrade to something else, which may be ignored': [
      get('/healthz', 'Connection: Upgrade', 'Upgrade: h2c'),
      '200 close',
    ],
    'the absolute form': [get('http://localhost/healthz'), '200'],
    'a path that is none': [get('/nothing'), '404'],
    'a path that climbs': [get('/../healthz'), '404'],
    'the name of a property': [get('/constructor'), '404'],
    'a method that a path has not': [get('/healthz').replace('GET', 'DELETE'), '405'],
    'OPTIONS of the server': [get('*').replace('GET', 'OPTIONS'), '405'],
    'HEAD of the WebSocket': [get('/ws').replace('GET', 'HEAD'), '405'],
    CONNECT: [get('localhost:80').replace('GET', 'CONNECT'), '501 close'],
    TRACE: [get('/about').replace('GET', 'TRACE'), '501 close'],
    'a body where none is taken': [`${get('/about', 'Content-Length: 5')}hello`, '413 close'],
    'a body that never comes': [get('/about', 'Content-Length: 1000000000000'), '413 close'],
    'a body to a path that is none': [
      get('/a', 'Transfer-Encoding: chunked').replace('GET', 'POST'),
      '404 close',
    ],
    'a body announced with Expect': [
      get('/about', 'Expect: 100-continue', 'Content-Length: 5').replace('GET', 'POST'),
      '405 close',
    ],
    'another expectation': [get('/about', 'Expect: tea'), '417 close'],
    'fields of over 8 KiB': [get('/about', `X-Long: ${'x'.repeat(8192)}`), '431 close'],
    'fields without end': [`GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}`, '431 close'],
    '65 fields': [get('/about', ...Array.from({ length: 64 }, (_, i) => `X-${i}: x`)), '431 close'],
    '64 fields': [get('/about', ...Array.from({ length: 63 }, (_, i) => `X-${i}: x`)), '200'],
    'no Host': ['GET / HTTP/1.1\r\n\r\n', '400 close'],
    'an empty Host': ['GET / HTTP/1.1\r\nHost:\r\n\r\n', '400 close'],
    'two Hosts': [get('/about', 'Host: localhost'), '400 close'],
    'two Hosts in HTTP/1.0': [get('/about', 'Host: a').replace('1.1', '1.0'), '400 close'],
    'HTTP/2.0': [get('/about').replace('1.1', '2.0'), '505 close'],
    'HTTP/3.7': [get('/about').replace('1.1', '3.7'), '400 close'],
    'no HTTP': ['GET lost\r\n\r\n', '400 close'],
    'both Content-Length and Transfer-Encoding': [
      get('/about', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
      '400 close',
    ],
    'two Content-Lengths': [get('/about', 'Content-Length: 5', 'Content-Length: 6'), '400 close'],
    'a Content-Length that is no number': [get('/about', 'Content-Length: +5'), '400 close'],
    'Transfer-Encoding in HTTP/1.0': [
      get('/about', 'Transfer-Encoding: chunked').replace('1.1', '1.0'),
      '400 close',
    ],
    'lines that end in LF': [get('/about').replaceAll('\r', ''), '400 close'],
    'one line that ends in LF': [get('/about', 'X: x').replace('x\r', 'x'), '400 close'],
    'a line that ends in CR': [get('/about', 'X: x\rY: y'), '400 close'],
    'a folded field': [get('/about', 'X: x\r\n y'), '400 close'],
    'a space before the colon': [get('/about', 'X : x'), '400 close'],
    'a NUL in a field': [get('/about', 'X: \0'), '400 close'],
    'a space in the target': [get('/a b'), '400 close'],
    'a target that is none': [get('healthz'), '400 close'],
    'a WebSocket without asking for the upgrade': [get('/ws'), '426 close'],
    'a WebSocket of another version': [
      `${UPGRADE.replace('13', '8')}Sec-WebSocket-Protocol: chinwag.v1\r\n\r\n`,
      '426 close',
    ],
    'a WebSocket without the subprotocol': [`${UPGRADE}\r\n`, '400 close'],
    'a WebSocket of another subprotocol': [
      `${UPGRADE}Sec-WebSocket-Protocol: chat, chinwag.v2\r\n\r\n`,
      '400 close',
    ],
    'a WebSocket with a bad key': [
      `${UPGRADE.replace('==', '')}Sec-WebSocket-Protocol: chinwag.v1\r\n\r\n`,
      '400 close',
    ],
    'a WebSocket with a body': [
      `${UPGRADE}Sec-WebSocket-Protocol: chinwag.v1\r\nContent-Length: 2\r\n\r\nhi`,
      '413 close',
    ],
    'a WebSocket elsewhere': [UPGRADE.replace('/ws', '/wss').concat('\r\n'), '404 close'],
  };
  for (const [what, [request, expected]] of Object.entries(requests)) {
    test(`${what}: ${expected}`, async () => assert.equal(await status(request), expected));
  }

  test('405 says what is allowed, 426 to what', async () => {
    const allow = async (request: string, name: string) =>
      (await exchange(server.port, request, { answers: 1 })).answers[0]?.headers.get(name);
    assert.equal(await allow(get('/about').replace('GET', 'PUT'), 'allow'), 'GET, HEAD');
    assert.equal(await allow(get('/ws').replace('GET', 'POST'), 'allow'), 'GET');
    assert.equal(await allow(get('/ws'), 'upgrade'), 'websocket');
    assert.equal(await allow(get('/ws'), 'connection'), 'Upgrade, close');
    assert.equal(await allow(get('/ws'), 'sec-websocket-version'), '13');
  });

  test('health says ok', async () => {
    const { answers } = await exchange(server.port, get('/healthz'), { answers: 1 });
    assert.deepEqual(JSON.parse(answers[0]?.body ?? ''), { status: 'ok' });
    assert.equal(answers[0]?.headers.get('content-type'), 'application/json');
  });
});

describe('Host', () => {
  const hosts = {
    localhost: 200,
    'LOCALHOST:4900': 200,
    '127.0.0.1': 200,
    '127.0.0.1:80': 200,
    '192.0.2.7:4900': 200,
    '[::1]:4900': 200,
    '[2001:db8::1]': 200,
    'chat.example': 200,
    'CHAT.example:443': 200,
    'other.example': 200,
    'evil.example': 421,
    'chat.example.evil.example': 421,
    'evil.chat.example': 421,
    'localhost.evil.example:4900': 421,
    'localhost.': 421,
    '127.1': 421,
    '0x7f.0.0.1': 421,
    '127.0.0.1.evil.example': 421,
    '::1': 400,
    '[::1': 400,
    '[localhost]': 400,
    'localhost:': 200,
    'localhost:99999': 400,
    'localhost:x': 400,
    'user@localhost': 400,
    'local host': 400,
    'localhost/': 400,
    'localhost, evil.example': 400,
  };
  for (const [host, code] of Object.entries(hosts)) {
    test(`${host}: ${code}`, async () => {
      const request = `GET /about HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
      assert.equal(await status(request), code === 200 ? '200' : `${code} close`);
      const upgrade = UPGRADE.replace('localhost', host);
      const refused = await status(`${upgrade}Sec-WebSocket-Protocol: x\r\n\r\n`);
      assert.equal(refused, `${code === 200 ? 400 : code} close`);
    });
  }

  test('of the absolute form goes before the field', async () => {
    const request = (target: string, host: string) =>
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    assert.equal(await status(request('http://localhost/about', 'evil.example')), '200');
    const root = await exchange(server.port, request('http://localhost', 'evil.example'), {
      answers: 1,
    });
    assert.equal(root.answers[0]?.status, 200);
    assert.equal(await status(request('http://evil.example/', 'localhost')), '421 close');
    assert.equal(await status(request('http://user@localhost/', 'localhost')), '400 close');
    assert.equal(await status(request('ftp://localhost/', 'localhost')), '400 close');
  });
});

describe('the page', () => {
  test('says on this machine how to get here, by no name that a request gives', async () => {
    const page = async (host: string) => {
      const request = `GET /about HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
      return (await exchange(server.port, request, { answers: 1 })).answers[0] as HttpAnswer;
    };
    const { body, headers } = await page('chat.example:4900');
    const { port } = server;
    for (const words of [
      `npx chinwag connect localhost ${port}`,
      `nc localhost ${port}`,
      `telnet localhost ${port}`,
      `ws://localhost:${port}/ws`,
      'chinwag.v1',
    ]) {
      assert.ok(body.includes(words), words);
    }
    assert.doesNotMatch(body, /chat\.example/);
    assert.doesNotMatch(body, /<script|<link|<img|\son\w+=|\s(?:src|href)="(?!\.\/")/);
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    assert.ok(headers.get('content-security-policy')?.includes(`style-src 'sha256-${hash}'`));
  });
});

describe('a connection that opened as HTTP is never read as anything else', () => {
  test('pipelined requests are answered in order, also after the end of input', async () => {
    const paths = ['/healthz', '/a', '/healthz', '/ws'];
    const { answers } = await exchange(server.port, paths.map((path) => get(path)).join(''), {
      end: true,
    });
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 404, 200, 426],
    );
  });

  test('garbage after requests is answered after them', async () => {
    const request = `${get('/healthz')}${get('/a')}${get('/b')}login x\r\nlist\r\n`;
    const { answers, closed } = await exchange(server.port, request);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 404, 404, 400],
    );
    assert.equal(closed, true);
    await nobodyIsLoggedIn();
  });

  test("a browser's form", async () => {
    const lines = 'login x\r\nlist\r\nsendto x hi\r\n';
    for (const type of ['text/plain', 'multipart/form-data; boundary=x']) {
      for (const announced of [`Content-Length: ${lines.length}`, 'Transfer-Encoding: chunked']) {
        const request = `POST / HTTP/1.1\r\n${HOST}Content-Type: ${type}\r\n${announced}\r\n\r\n`;
        for (const parts of [[request + lines], [request, lines]]) {
          const { answers, error } = await exchange(server.port, parts);
          assert.deepEqual([answers[0]?.status, error], [405, null]);
          await nobodyIsLoggedIn();
        }
      }
    }
  });

  test('an upgrade that is refused, with frames behind it', async () => {
    const login = Buffer.from('0101000000000002' + '0178', 'hex').toString('latin1');
    const { answers } = await exchange(server.port, [`${UPGRADE}\r\n${login}`, login]);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [400],
    );
    await nobodyIsLoggedIn();
  });

  test('an upgrade behind a request whose answer is on its way', async () => {
    const upgrade = `${UPGRADE}Sec-WebSocket-Protocol: chinwag.v1\r\n\r\n`;
    const { answers } = await exchange(server.port, get('/healthz') + upgrade);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 400],
    );
  });

  test('a page that scripts a method of its own', async () => {
    const request = `${get('/about').replace('GET', 'LOGIN')}login x\r\nlist\r\n`;
    const { answers, closed } = await exchange(server.port, request);
    assert.deepEqual([answers[0]?.status, answers.length, closed], [501, 1, true]);
    await nobodyIsLoggedIn();
  });

  test('the preface of HTTP/2, and other greetings', async () => {
    for (const greeting of ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'SSH-2.0-OpenSSH_9.9\r\n']) {
      const { answers, closed, error } = await exchange(server.port, greeting);
      assert.deepEqual([answers, closed, error], [[], true, null]);
    }
  });
});

describe('bounds', () => {
  test('a request that never ends is answered 408 and closed; silence between two is closed', async () => {
    await using hasty = await ServerProcess.start('--unfinished-timeout', '1500ms');
    for (const request of ['GET / HTTP/1.1\r\n', `GET / HTTP/1.1\r\n${HOST}X: `]) {
      const { answers, closed, error } = await exchange(hasty.port, request);
      assert.deepEqual([answers[0]?.status, closed, error], [408, true, null]);
      assertSafe(answers[0] as HttpAnswer);
    }
    // Begun, but no request yet.
    const { answers, closed } = await exchange(hasty.port, 'GE');
    assert.deepEqual([answers, closed], [[], true]);
    // The beginning of the first request is not held against the connection.
    const patient = await exchange(hasty.port, ['G', get('/healthz').slice(1)]);
    assert.deepEqual([patient.answers[0]?.status, patient.closed], [200, true]);
    await hasty.logged(({ why }) => /HTTP 200 to GET \/healthz/.test(String(why)));
  });

  test('a large body does not take the answer away', async () => {
    const head = get('/about', 'Content-Length: 100000000').replace('GET', 'POST');
    const parts = [head, ...Array.from({ length: 200 }, () => Buffer.alloc(65_536))];
    const { answers } = await exchange(server.port, parts, { answers: 1 });
    assert.equal(answers[0]?.status, 405);
  });

  test('a connection has a hundred requests', async () => {
    const { answers, closed } = await exchange(server.port, get('/a').repeat(150));
    assert.deepEqual([answers.length, closed], [100, true]);
    assert.equal(answers[99]?.headers.get('connection'), 'close');
  });

  test('who is turned away is told so', async () => {
    await using full = await ServerProcess.start('--max-connections', '1');
    using _alice = await WireClient.login(full.port, 'alice');
    for (const path of ['/about', '/ws']) {
      const { answers, closed } = await exchange(full.port, get(path));
      assert.deepEqual(
        [answers[0]?.status, answers[0]?.body, closed],
        [503, 'server full\n', true],
      );
      assertSafe(answers[0] as HttpAnswer);
    }
    await using strict = await ServerProcess.start(
      '--max-connections-per-address',
      '1',
      '--limit-loopback',
    );
    using _bob = await WireClient.login(strict.port, 'bob');
    const { answers } = await exchange(strict.port, get('/about'));
    assert.equal(answers[0]?.status, 429);
  });

  test('a shutdown does not wait for connections that are kept alive', async () => {
    await using stopping = await ServerProcess.start();
    const sockets = ['', get('/healthz'), 'GET / HTTP/1.1\r\n', UPGRADE].map((start) => {
      const socket = connect({ port: stopping.port, host: '127.0.0.1' });
      socket.on('error', () => {}).write(start);
      return socket;
    });
    await until(
      () => stopping.log.filter(({ msg }) => msg === 'connected').length === sockets.length,
      () => 'all connections',
    );
    const started = performance.now();
    assert.equal(await stopping.stop(), 0);
    assert.ok(performance.now() - started < 5000);
    for (const socket of sockets) socket.destroy();
  });
});
