/** HTTP through a trusted proxy: which client address the server believes, and what a client cannot forge. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { readServerConfig } from '../src/options/config.ts';
import { OptionsError } from '../src/options/option-table.ts';
import { ExtendedClient } from './support/extended-client.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { dialAsProxy, PROXY_ADDRESS, proxyHeader, trusting } from './support/proxy.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WebSocketClient } from './support/web-socket-client.ts';

type Headers = Readonly<Record<string, string>>;

const CLIENT = '203.0.113.7';

/** As the usual proxy says it: behind whatever the client has written. */
const SAYING: Readonly<Record<'x-forwarded-for' | 'forwarded', (proto: string) => Headers>> = {
  'x-forwarded-for': (proto) => ({
    'x-forwarded-for': `198.51.100.1, ${CLIENT}`,
    'x-forwarded-proto': proto,
  }),
  forwarded: (proto) => ({
    forwarded: `for=198.51.100.1;proto=https, for=${CLIENT};proto=${proto}`,
  }),
};

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookie: string;
}

async function ask(port: number, method: string, path: string, headers: Headers, body = '') {
  const asked = request({
    ...{ host: '127.0.0.1', port, method, path, localAddress: PROXY_ADDRESS, agent: false },
    headers: { ...headers, ...(body !== '' && { 'content-length': String(body.length) }) },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  const [cookie = ''] = response.headers['set-cookie'] ?? [];
  return { status: response.statusCode ?? 0, body: text, cookie } satisfies Answer;
}

function logIn(server: ServerProcess, name: string, password: string, headers: Headers) {
  const body = JSON.stringify({ name, password, device: 'A browser' });
  const origin = originOf(server, 'http');
  return ask(server.port, 'POST', '/login', { origin, ...headers }, body);
}

function originOf({ port }: ServerProcess, scheme: string): string {
  return `${scheme}://127.0.0.1:${port}`;
}

/** A registered name, by a connection from this machine. */
async function registered({ port }: ServerProcess): Promise<string> {
  const name = newName();
  using client = await ExtendedClient.hello(port);
  assert.equal((await client.ask('register', { name, password: PASSWORD })).result, 'ok');
  return name;
}

for (const [header, saying] of Object.entries(SAYING)) {
  describe(`with --proxy-header ${header}`, () => {
    let server: ServerProcess;
    before(async () => {
      const named = header as keyof typeof SAYING;
      server = await ServerProcess.start(...trusting(named), ...QUICK_PASSWORDS);
    });
    after(() => server[Symbol.asyncDispose]());

    /** What the client adds in all other headers that anybody believes. */
    const forged = (i: number): Headers => {
      const address = `198.51.100.${i % 250}`;
      const all: Headers = {
        forwarded: `for=${address};proto=https`,
        'x-forwarded-for': address,
        'x-forwarded-proto': 'https',
        'x-real-ip': address,
      };
      const others = Object.entries(all).filter(([name]) => !(name in saying('http')));
      return Object.fromEntries(others);
    };

    test('nobody gets more guesses by naming other addresses, nor claims https', async () => {
      const name = await registered(server);
      const plain = await logIn(server, name, PASSWORD, { ...forged(0), ...saying('http') });
      assert.deepEqual([plain.status, /"reason":12/.test(plain.body)], [403, true]);
      const origin = originOf(server, 'https');
      let looked = 0;
      for (let i = 0; i < 60; i++) {
        const headers = { origin, ...forged(i), ...saying('https') };
        const { status } = await logIn(server, name, 'wrong', headers);
        if (status === 403) looked++;
        else assert.equal(status, 429);
      }
      assert.ok(looked < 20, `${looked} of 60 passwords were looked at`);
      await server.logged(({ msg }) => msg === 'wrong password');
      const wrong = server.log.filter(({ msg }) => msg === 'wrong password');
      assert.deepEqual([...new Set(wrong.map(({ address }) => address))], [CLIENT]);
    });

    test('a WebSocket comes from the client, and is as safe as its way to the proxy', async () => {
      const name = await registered(server);
      const through = async (proto: string) => {
        const headers = { ...forged(1), ...saying(proto), origin: originOf(server, proto) };
        return WebSocketClient.connect(server.port, 'ws', headers, PROXY_ADDRESS);
      };
      const login = async (proto: string, cookie: string) => {
        const headers = { ...saying(proto), origin: originOf(server, proto), cookie };
        using client = await WebSocketClient.connect(server.port, 'ws', headers, PROXY_ADDRESS);
        client.say(`login ${name}`);
        return await client.next();
      };
      using client = await through('https');
      await server.logged(
        ({ msg, address }) => msg === 'comes through a proxy' && address === CLIENT,
      );
      const headers = { origin: originOf(server, 'https'), ...saying('https') };
      client.say('list');
      assert.equal(await client.next(), '[]');
      // Of this client the guesses of the other test are not forgotten.
      const other = Object.entries(headers).map(([key, value]) => [
        key,
        value.replace(CLIENT, '203.0.113.8'),
      ]);
      const answer = await logIn(server, name, PASSWORD, Object.fromEntries(other));
      assert.equal(answer.status, 200);
      assert.match(answer.cookie, /^__Host-chinwag-\d+=.*; Secure$/);
      const [cookie = ''] = answer.cookie.split(';');
      assert.equal(await login('https', cookie), 'Success');
      assert.equal(await login('http', cookie), 'Failure: password needed');
    });

    test('what one client said is not held of the next on the same connection', async () => {
      const socket = await dialAsProxy(server.port);
      let heard = '';
      socket.setEncoding('latin1').on('data', (text: string) => {
        heard += text;
      });
      const lines = (headers: Headers) =>
        Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`);
      const said = (proto: string) => [...lines(saying(proto)), 'Host: localhost\r\n\r\n'].join('');
      socket.write(`GET /healthz HTTP/1.1\r\n${said('https')}`);
      socket.write(`GET /about HTTP/1.1\r\n${said('http')}`);
      await until(
        () => /<\/html>/.test(heard),
        () => `two answers, not ${heard}`,
      );
      assert.match(heard, /ws:\/\//);
      assert.doesNotMatch(heard, /wss:\/\//);
      socket.destroy();
    });
  });
}

test('a proxy that does not say who its client is: not this machine, and a line in the log', async () => {
  await using server = await ServerProcess.start(
    ...trusting('x-forwarded-for'),
    ...QUICK_PASSWORDS,
  );
  const name = await registered(server);
  // Its health checks are no clients.
  assert.equal((await ask(server.port, 'GET', '/healthz', {})).status, 200);
  const silent = (line: { readonly msg: string }) => /sends no x-forwarded-for/.test(line.msg);
  assert.equal(server.log.filter(silent).length, 0);
  for (let i = 0; i < 2; i++) {
    const { status, body } = await logIn(server, name, PASSWORD, { forwarded: 'for=127.0.0.1' });
    assert.deepEqual([status, /"reason":12/.test(body)], [403, true]);
  }
  await server.logged(silent);
  assert.equal(server.log.filter(silent).length, 1);
});

test('with --proxy-header proxy-protocol, no header of HTTP says anything', async () => {
  await using server = await ServerProcess.start(...trusting('proxy-protocol'));
  const headers = Object.values(SAYING).flatMap((saying) => Object.entries(saying('https')));
  const fields = headers.map(([key, value]) => `${key}: ${value}\r\n`).join('');
  const about = `GET /about HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
  for (const overTls of [false, true]) {
    const header = proxyHeader(CLIENT, overTls);
    const socket = await dialAsProxy(server.port, Buffer.concat([header, Buffer.from(about)]));
    let heard = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
    });
    await until(
      () => /<\/html>/.test(heard),
      () => `the page, not ${heard}`,
    );
    assert.equal(/wss:\/\//.test(heard), overTls);
    socket.destroy();
  }
  await server.logged(({ address }) => address === CLIENT);
});

test('a start where it is not said which header counts says what would be right', () => {
  const start =
    (...args: string[]) =>
    () =>
      readServerConfig(args, {});
  assert.throws(start('--trust-proxy', '10.0.0.1'), ({ message }: OptionsError) =>
    /--proxy-header: x-forwarded-for, forwarded or proxy-protocol/.test(message),
  );
  assert.throws(start('--proxy-header', 'forwarded'), OptionsError);
  assert.throws(start('--trust-proxy', '10.0.0.1', '--proxy-header', 'x-real-ip'), OptionsError);
});
