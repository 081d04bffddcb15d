/** --public-url: the only source of published URLs, a base path that proxies strip or keep, and the redirect to TLS. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { makeSelfSigned } from '../src/net/tls/self-signed-certificate.ts';
import { readServerConfig } from '../src/options/config.ts';
import { OptionsError } from '../src/options/option-table.ts';
import { exchange, type HttpAnswer } from './support/http-exchange.ts';
import { PASSWORD, QUICK_PASSWORDS, register } from './support/people.ts';
import { dialAsProxy, proxyHeader, proxyLine, trusting } from './support/proxy.ts';
import { CHINWAG, cleanEnvironment, ServerProcess } from './support/server-process.ts';
import { Authority, dialTls, Folder, makeKey } from './support/tls.ts';
import { until } from './support/until.ts';
import { WebSocketClient } from './support/web-socket-client.ts';

const PUBLIC = 'https://chat.example/chat/';

function get(path: string, host: string, ...fields: string[]): string {
  return `GET ${path} HTTP/1.1\r\n${[`Host: ${host}`, ...fields].join('\r\n')}\r\n\r\n`;
}

async function answerTo(port: number, request: string): Promise<HttpAnswer> {
  const { answers } = await exchange(port, request, { answers: 1 });
  assert.ok(answers[0]);
  return answers[0];
}

/** The head of what is answered to somebody elsewhere, as a proxy of TCP passes it on. */
async function headFor(port: number, request: string): Promise<string> {
  const socket = await dialAsProxy(port, proxyLine('192.0.2.1') + request);
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  const [head = ''] = (
    await until(
      () => heard.includes('\r\n\r\n') && heard,
      () => `an answer, not ${heard}`,
    )
  ).split('\r\n\r\n');
  socket.destroy();
  return head;
}

describe('an address', () => {
  test('is the public one, whatever a request says, and below it all is there with and without its path', async () => {
    await using server = await ServerProcess.start('--public-url', PUBLIC.slice(0, -1));
    for (const host of ['chat.example', '203.0.113.5:99', `127.0.0.1:${server.port}`]) {
      const forged = ['X-Forwarded-Host: evil.example', 'Forwarded: host=evil.example'];
      for (const path of ['/about', '/chat/about']) {
        const { status, body } = await answerTo(server.port, get(path, host, ...forged));
        assert.equal(status, 200);
        assert.match(body, /wss:\/\/chat\.example\/chat\/ws</);
        assert.doesNotMatch(body, /evil\.example|203\.0\.113\.5|127\.0\.0\.1|localhost/);
        // The port is not the server's own: what is there takes HTTP, and perhaps nothing else.
        assert.doesNotMatch(body, /npx chinwag connect|telnet|openssl/);
      }
    }
    const page = await answerTo(server.port, get('/', 'chat.example'));
    assert.match(page.body, / src="\.\/assets\//);
    const [, script = ''] = / src="\.(\/assets\/[^"]+)"/.exec(page.body) ?? [];
    const paths = ['/', script, '/service-worker.js', '/manifest.webmanifest', '/healthz'];
    for (const path of paths) {
      const [bare, based] = [
        await answerTo(server.port, get(path, 'chat.example')),
        await answerTo(server.port, get(`/chat${path}`, 'chat.example')),
      ];
      assert.deepEqual([bare.status, based.status, based.body], [200, 200, bare.body], path);
    }
    const short = await answerTo(server.port, get('/chat', 'chat.example'));
    assert.deepEqual([short.status, short.headers.get('location')], [308, '/chat/']);
    for (const path of ['/chatter/', '/chat//', '/chat/chat/about', '/other/about']) {
      assert.equal((await answerTo(server.port, get(path, 'chat.example'))).status, 404, path);
    }
  });

  test('is nobody’s elsewhere where there is no public one', async () => {
    await using server = await ServerProcess.start(...trusting('x-forwarded-for'));
    const socket = await dialAsProxy(
      server.port,
      get('/about', '198.51.100.9:80', 'X-Forwarded-For: 192.0.2.1', 'Connection: close'),
    );
    let heard = '';
    for await (const chunk of socket.setEncoding('latin1')) heard += chunk;
    assert.match(heard, /npx chinwag connect HOST PORT</);
    assert.match(heard, /ws:\/\/HOST:PORT\/ws</);
    assert.doesNotMatch(heard, /198\.51\.100\.9|localhost/);
  });

  test('can be written in one way, and another one ends the start', () => {
    const read = (value: string) =>
      readServerConfig(['--public-url', value], {}).web.publicUrl?.href;
    assert.equal(read('https://Chat.Example'), 'https://chat.example/');
    assert.equal(read('https://chat.example:443/a/b'), 'https://chat.example/a/b/');
    assert.equal(read('http://[2001:DB8::1]:8080/'), 'http://[2001:db8::1]:8080/');
    const wrong = ['chat.example', 'ftp://chat.example/', 'https://a@chat.example/', 'https://'];
    const more = [
      'https://chat.example/?a',
      'https://chat.example/#a',
      'https://chat.example/a b/',
    ];
    for (const value of [...wrong, ...more]) assert.throws(() => read(value), OptionsError, value);
  });
});

test('a page of the public origin logs in, with a cookie for its path alone', async () => {
  await using server = await ServerProcess.start('--public-url', PUBLIC, ...QUICK_PASSWORDS);
  using bob = await register(server.port);
  const logIn = (origin: string) =>
    fetch(`http://127.0.0.1:${server.port}/chat/login`, {
      method: 'POST',
      headers: { origin },
      body: JSON.stringify({ name: bob.name, password: PASSWORD, device: 'A browser' }),
    });
  assert.equal((await logIn('https://other.example')).status, 403);
  const answer = await logIn('https://chat.example');
  const [cookie = ''] = answer.headers.getSetCookie();
  assert.match(
    cookie,
    /^__Secure-chinwag=cwt_.*; Path=\/chat\/; HttpOnly; SameSite=Strict; Secure$/,
  );
  const headers = { origin: 'https://chat.example', cookie: cookie.split(';')[0] ?? '' };
  using client = await WebSocketClient.connect(server.port, 'ws', headers);
  client.say(`login ${bob.name}`);
  assert.equal(await client.next(), 'Success');
});

describe('a browser without TLS', () => {
  /** With a certificate that somebody has signed. */
  async function start(folder: Folder, ...options: string[]): Promise<ServerProcess> {
    const { certificate, key } = await (await Authority.create()).issue('chat.example');
    return ServerProcess.start(
      ...['--tls-cert', folder.write('cert.pem', certificate)],
      ...['--tls-key', folder.write('key.pem', key), ...options],
    );
  }

  test('is led to it, elsewhere, and only to where this server is', async () => {
    using folder = new Folder();
    const options = ['--host-names', 'chat.example', '--hsts', '365d'];
    await using server = await start(folder, ...options, ...trusting('proxy-protocol'));
    const location = async (path: string, host: string) => {
      const head = await headFor(server.port, get(path, host));
      assert.doesNotMatch(head, /strict-transport-security/i);
      const [, to = null] = /\r\nLocation: (.*)$/m.exec(head) ?? [];
      return [Number(head.split(' ')[1]), to];
    };
    assert.deepEqual(await location('/', 'chat.example:81'), [308, 'https://chat.example:81/']);
    assert.deepEqual(await location('/about?a=b', '192.0.2.9'), [
      308,
      'https://192.0.2.9/about?a=b',
    ]);
    assert.deepEqual(await location('//evil.example/', 'chat.example'), [404, null]);
    assert.deepEqual(await location('/', 'evil.example'), [421, null]);
    // What is no page is for programs.
    assert.deepEqual(await location('/healthz', 'chat.example'), [200, null]);
    assert.deepEqual(await location('/ws', 'chat.example'), [426, null]);
    const here = await answerTo(server.port, get('/', 'localhost'));
    assert.equal(here.status, 200);
    // By TLS it is there, and to be used from then on.
    const socket = await dialTls(server.port);
    let heard = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
    });
    socket.write(get('/about', 'chat.example'));
    await until(
      () => heard.includes('\r\n\r\n'),
      () => 'an answer over TLS',
    );
    assert.match(
      heard,
      /^HTTP\/1\.1 200 [\s\S]*\r\nStrict-Transport-Security: max-age=31536000\r\n/,
    );
    socket.destroy();
    // To a proxy that speaks it, and says so.
    const proxied = await dialAsProxy(
      server.port,
      Buffer.concat([proxyHeader('192.0.2.1', true), Buffer.from(get('/about', 'chat.example'))]),
    );
    const [first] = await proxied.setEncoding('latin1').take(1).toArray();
    assert.match(String(first), /^HTTP\/1\.1 200 [\s\S]*\r\nStrict-Transport-Security: /);
    proxied.destroy();
  });

  test('is led to the public address, where a proxy says that it came without', async () => {
    await using server = await ServerProcess.start(
      ...['--public-url', PUBLIC, ...trusting('x-forwarded-for')],
    );
    const asked = async (...fields: string[]) => {
      const request = get('/chat/about', '127.0.0.1:4900', 'X-Forwarded-For: 192.0.2.1', ...fields);
      const socket = await dialAsProxy(server.port, request);
      const [text] = await socket.setEncoding('latin1').take(1).toArray();
      socket.destroy();
      return /^HTTP\/1\.1 (\d+)(?:[\s\S]*\r\nLocation: (\S+))?/.exec(String(text))?.slice(1);
    };
    const led = ['308', 'https://chat.example/chat/about'];
    assert.deepEqual(await asked('X-Forwarded-Proto: http'), led);
    assert.deepEqual(await asked('X-Forwarded-Proto: https'), ['200', undefined]);
    // It would be led here again and again.
    assert.deepEqual(await asked(), ['200', undefined]);
  });
});

test('--hsts is refused where it would lock browsers out', async () => {
  using folder = new Folder();
  const read = (...args: string[]) => readServerConfig(['--hsts', '1d', ...args], {}).web.hsts;
  assert.throws(() => read('--tls', 'self-signed'), /self-signed/);
  assert.throws(() => read(), /needs TLS/);
  assert.throws(() => read('--public-url', 'http://chat.example/'), /needs TLS/);
  assert.equal(read('--public-url', 'https://chat.example/'), 'max-age=86400');
  assert.equal(readServerConfig([], {}).web.hsts, null);
  const { key, keyObject } = makeKey();
  const args = [
    ...['--tls-cert', folder.write('cert.pem', await makeSelfSigned(keyObject, ['chat.example']))],
    ...['--tls-key', folder.write('key.pem', key), '--hsts', '1d'],
  ];
  const { status, stderr } = spawnSync(
    process.execPath,
    [CHINWAG, 'serve', '--port', '0', ...args],
    {
      encoding: 'utf8',
      env: cleanEnvironment(),
    },
  );
  assert.equal(status, 1);
  assert.match(stderr, /self-signed certificate/);
});
