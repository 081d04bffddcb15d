/**
 * The recipes of docs/OPERATING.md, with real proxies: nginx, which `npm test` installs, and any others that are
 * present. The server sees the right client and the right security, and connections last.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { after, describe, type TestContext, test } from 'node:test';
import { WebSocket } from 'ws';
import { NATIVE, NATIVE_TLS } from './support/extended-client.ts';
import { PASSWORD, QUICK_PASSWORDS, register } from './support/people.ts';
import {
  freePort,
  isInstalled,
  type ProxyKind,
  RealProxy,
  recipe,
  type Surroundings,
} from './support/real-proxies.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { closeBrowser, comeIn, WebPeople } from './support/web-page.ts';
import { frameOf } from './support/wire-client.ts';

/** Where the client of a proxy is: on this machine, but the proxy is not there. */
const CLIENT = '127.0.0.5';
const ORIGIN = 'https://chat.example';

/** What a client writes itself, to be somebody else. */
const FORGED = {
  forwarded: 'for=198.51.100.1;proto=https',
  'x-forwarded-for': '198.51.100.1',
  'x-forwarded-proto': 'https',
  'x-real-ip': '198.51.100.1',
};

function start(header: string, url: string, ...options: string[]): Promise<ServerProcess> {
  return ServerProcess.start(
    ...['--trust-proxy', '127.0.0.1', '--proxy-header', header, '--public-url', url],
    ...['--ping-interval', '1s', ...QUICK_PASSWORDS, ...options],
  );
}

async function surroundings(upstream: number): Promise<Surroundings> {
  return { upstream, tlsPort: await freePort(), port: await freePort() };
}

/** A request by TLS to a proxy. */
async function ask(port: number, method: string, path: string, body = '') {
  const asked = request({
    ...{ host: '127.0.0.1', port, method, path, agent: false, localAddress: CLIENT },
    ...{ rejectUnauthorized: false, servername: 'chat.example' },
    headers: { ...FORGED, host: 'chat.example', origin: ORIGIN, 'content-length': body.length },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  const { statusCode: status, headers } = response;
  return { status, text, cookie: headers['set-cookie']?.[0] ?? '' };
}

async function openWebSocket(port: number, path: string, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, 'chinwag.v1', {
    ...{ rejectUnauthorized: false, servername: 'chat.example', localAddress: CLIENT },
    headers: { ...FORGED, host: 'chat.example', origin: ORIGIN, cookie },
  });
  await once(socket, 'open');
  return socket;
}

/** Sends the frame of `line`, and resolves with the type of the answer and its result. */
async function said(socket: WebSocket, line: string): Promise<number[]> {
  socket.send(frameOf(line));
  const [answer] = (await once(socket, 'message')) as [Buffer];
  return [answer[1] ?? 0, answer[8] ?? 0];
}

/** Browsers' way through a proxy that is set up, below `path`. */
async function tryHttp(server: ServerProcess, tlsPort: number, name: string, path = '/') {
  const page = await ask(tlsPort, 'GET', path);
  assert.equal(page.status, 200);
  assert.match(page.text, / src="\.\/assets\//);
  const credentials = JSON.stringify({ name, password: PASSWORD, device: 'A browser' });
  const { status, cookie } = await ask(tlsPort, 'POST', `${path}login`, credentials);
  assert.equal(status, 200);
  const prefix = path === '/' ? '__Host-' : '__Secure-';
  assert.match(cookie, new RegExp(`^${prefix}chinwag=.*; Path=${path}; .*; Secure$`));
  const socket = await openWebSocket(tlsPort, `${path}ws`, cookie.split(';')[0] ?? '');
  assert.deepEqual(await said(socket, `login ${name}`), [0x81, 0]);
  await server.logged(({ msg, address }) => msg === 'comes through a proxy' && address === CLIENT);
  assert.doesNotMatch(server.stderr, /198\.51\.100\.1/);
  return socket;
}

/** While nobody says anything. */
async function staysOpen(socket: WebSocket): Promise<void> {
  let pings = 0;
  socket.on('ping', () => pings++);
  await until(
    () => pings >= 3,
    () => 'three pings',
    () => socket.readyState !== WebSocket.OPEN,
  );
  assert.equal((await said(socket, 'list'))[0], 0x82);
}

/** A recipe that is made of the one for X-Forwarded-For and the lines for `forwarded`. */
function forwardedRecipe(kind: ProxyKind): string {
  const [base, lines] = [recipe(kind, 'x-forwarded-for'), recipe(kind, 'forwarded')];
  if (kind === 'caddy') return lines;
  if (kind === 'haproxy') {
    return base.replace(/^ *option forwardfor\n(?: *http-request .*\n)+/m, lines);
  }
  const [map = '', header = ''] = lines.split('\n\n');
  return map + base.replace(/^ *proxy_set_header X-[\s\S]*?(?=^ {4}\})/m, header);
}

const KINDS: readonly ProxyKind[] = ['nginx', 'haproxy', 'caddy'];

function needs(t: TestContext, kind: ProxyKind, options = {}): boolean {
  if (isInstalled(kind, options)) return true;
  t.skip(`${kind} is not installed`);
  return false;
}

describe('a recipe', { concurrency: 2 }, () => {
  for (const kind of KINDS) {
    for (const header of ['x-forwarded-for', 'forwarded'] as const) {
      test(`of ${kind} for ${header}`, async (t) => {
        if (!needs(t, kind)) return;
        await using server = await start(header, `${ORIGIN}/`);
        using bob = await register(server.port);
        const where = await surroundings(server.port);
        const text = header === 'forwarded' ? forwardedRecipe(kind) : recipe(kind, header);
        // Less than three pings take, and more than the time between two.
        const hasty = text
          .replace(/^ *proxy_http_version .*$/m, '$&\nproxy_read_timeout 1800ms;')
          .replaceAll(/timeout (server|client|tunnel) .*$/gm, 'timeout $1 1800ms');
        await using _proxy = await RealProxy.start(kind, hasty, where, [where.tlsPort]);
        const socket = await tryHttp(server, where.tlsPort, bob.name);
        if (header === 'x-forwarded-for') await staysOpen(socket);
        socket.terminate();
      });
    }

    test(`of ${kind}, below a path`, async (t) => {
      if (!needs(t, kind)) return;
      await using server = await start('x-forwarded-for', `${ORIGIN}/chat/`);
      using bob = await register(server.port);
      const where = await surroundings(server.port);
      const text = {
        nginx: () => recipe(kind, 'x-forwarded-for').replace('location / {', 'location /chat/ {'),
        haproxy: () =>
          recipe(kind, 'x-forwarded-for').replace(
            'default_backend chinwag',
            'use_backend chinwag if { path /chat } or { path_beg /chat/ }',
          ),
        caddy: () => recipe(kind, 'path'),
      }[kind]();
      await using _proxy = await RealProxy.start(kind, text, where, [where.tlsPort]);
      const socket = await tryHttp(server, where.tlsPort, bob.name, '/chat/');
      socket.terminate();
      assert.match(String((await ask(where.tlsPort, 'GET', '/chat')).status), /^30[128]$/);
    });
  }

  test('of haproxy for proxy-protocol: every kind of client', async (t) => {
    if (!needs(t, 'haproxy')) return;
    await using server = await start('proxy-protocol', `${ORIGIN}/`);
    const where = await surroundings(server.port);
    const text = recipe('haproxy', 'proxy-protocol').replace(' check', ' check inter 100ms');
    const ports = [where.tlsPort, where.port];
    await using _proxy = await RealProxy.start('haproxy', text, where, ports);
    // Its health checks are answered: else it would pass nobody on.
    using bob = await register(where.tlsPort, NATIVE_TLS);
    using _plain = await register(where.port, NATIVE);
    const socket = await tryHttp(server, where.tlsPort, bob.name);
    socket.terminate();
  });

  test('of nginx for proxy-protocol', async (t) => {
    if (!needs(t, 'nginx', { stream: true })) return;
    await using server = await start('proxy-protocol', `${ORIGIN}/`, '--tls', 'self-signed');
    const where = await surroundings(server.port);
    const text = recipe('nginx', 'proxy-protocol');
    await using _proxy = await RealProxy.start('nginx', text, where, [where.port]);
    using bob = await register(where.port, NATIVE_TLS);
    const socket = await tryHttp(server, where.port, bob.name);
    socket.terminate();
  });
});

describe('a browser below a path that nginx takes away', () => {
  after(closeBrowser);

  test('has the page, its worker and its own corner of the origin', async (t) => {
    if (!needs(t, 'nginx')) return;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/chat/`;
    await using server = await start('x-forwarded-for', url);
    const where = { upstream: server.port, tlsPort: port, port };
    const text = recipe('nginx', 'x-forwarded-for')
      .replace('location / {', 'location /chat/ {')
      .replace(/proxy_pass (.*);/, 'proxy_pass $1/;')
      .replace(/listen 443 ssl;/, 'listen 443;')
      .replaceAll(/^ *ssl_certificate.*\n/gm, '');
    await using _proxy = await RealProxy.start('nginx', text, where, [port]);
    const people = await WebPeople.arrive(t, port);
    const page = await people.open({}, '/chat/');
    await comeIn(page, 'ann');
    const seen = (await page.evaluate(`navigator.serviceWorker.ready.then(async ({ scope }) => ({
      scope,
      caches: await caches.keys(),
      kept: Object.keys(localStorage),
      manifest: (await fetch(document.querySelector('link[rel=manifest]').href)).status,
    }))`)) as Record<'scope' | 'caches' | 'kept' | 'manifest', unknown>;
    assert.equal(seen.scope, url);
    assert.match(String(seen.caches), /^chinwag-shell \/chat\/ \w+$/);
    const kept = seen.kept as string[];
    assert.ok(
      kept.includes('chinwag/chat/.who') && kept.every((key) => key.startsWith('chinwag/')),
    );
    assert.equal(seen.manifest, 200);
    assert.deepEqual(people.faults, []);
  });
});
