/** The login of a browser page: a POST sets a cookie, which the page's WebSocket sends along. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { LOGIN_BYTES_MAX } from '../src/gateways/web/login-route.ts';
import { ExtendedClient } from './support/extended-client.ts';
import { newName } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WebSocketClient } from './support/web-socket-client.ts';

const PASSWORD = 'correct horse';
const PASSWORD_NEEDED = 'Failure: password needed';
const DEVICE = 'Firefox on a tram';
type Headers = Readonly<Record<string, string>>;

let server: ServerProcess;
let name: string;
before(async () => {
  server = await ServerProcess.start();
  name = await registered();
});
after(() => server[Symbol.asyncDispose]());

async function registered(): Promise<string> {
  const fresh = newName();
  using client = await ExtendedClient.hello(server.port);
  assert.equal((await client.ask('register', { name: fresh, password: PASSWORD })).result, 'ok');
  return fresh;
}

function origin(): string {
  return `http://127.0.0.1:${server.port}`;
}

function post(path: string, body: unknown, headers: Headers = {}): Promise<Response> {
  return fetch(`${origin()}${path}`, {
    method: 'POST',
    headers: { origin: origin(), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

function logIn(who: string, password = PASSWORD, headers: Headers = {}): Promise<Response> {
  return post('/login', { name: who, password, device: DEVICE }, headers);
}

/** The cookie of an answer, as a browser sends it back. */
function cookieOf(answer: Response): string {
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] as string;
}

/** What `login` without a password is answered over a WebSocket with these headers. */
async function loginWith(headers: Headers, who = name): Promise<string> {
  using client = await WebSocketClient.connect(server.port, 'ws', headers);
  client.say(`login ${who}`);
  return await client.next();
}

describe('a page of the server', () => {
  test('is given a cookie that logs it in, and the device is remembered', async () => {
    const answer = await logIn(name);
    assert.deepEqual([answer.status, await answer.json()], [200, { name }]);
    const [cookie = ''] = answer.headers.getSetCookie();
    assert.match(
      cookie,
      /^chinwag-\d+=[\w-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    assert.equal(
      await loginWith({ origin: origin(), cookie: `a=b; ${cookieOf(answer)}` }),
      'Success',
    );
    using client = await ExtendedClient.hello(server.port);
    await client.ask('login', { name, password: PASSWORD });
    const { sessions = [] } = await client.ask('sessions', {});
    assert.ok(sessions.some(({ label }) => label === DEVICE));
  });

  test('is logged in with the name that it asks for, and by no cookie of another', async () => {
    const other = await registered();
    const cookie = cookieOf(await logIn(name));
    const headers = { origin: origin(), cookie };
    assert.equal(await loginWith(headers, other), PASSWORD_NEEDED);
    assert.equal(await loginWith(headers, newName()), 'Success');
  });

  test('whose device is revoked is logged in no more', async () => {
    const who = await registered();
    const cookie = cookieOf(await logIn(who));
    using client = await ExtendedClient.hello(server.port);
    await client.ask('login', { name: who, password: PASSWORD });
    const { sessions = [] } = await client.ask('sessions', {});
    const { id = 0 } = sessions.find(({ label }) => label === DEVICE) ?? {};
    assert.equal((await client.ask('revoke', { session: id })).result, 'ok');
    assert.equal(await loginWith({ origin: origin(), cookie }, who), PASSWORD_NEEDED);
  });

  test('logs out: its device is forgotten, its connections closed, and the browser is to forget the cookie', async () => {
    const cookie = cookieOf(await logIn(name));
    const other = { origin: origin(), cookie: cookieOf(await logIn(name)) };
    const tab = async () => {
      const client = await WebSocketClient.connect(server.port, 'ws', { origin: origin(), cookie });
      client.say(`login ${name}`);
      assert.equal(await client.next(), 'Success');
      return client;
    };
    using first = await tab();
    using second = await tab();
    const answer = await post('/logout', undefined, { cookie });
    assert.deepEqual([answer.status, await answer.text()], [204, '']);
    assert.match(answer.headers.getSetCookie()[0] ?? '', /^chinwag-\d+=; Max-Age=0; /);
    for (const client of [first, second]) {
      await client.gone();
      assert.deepEqual(client.closed, { code: 1008, reason: 'the device was revoked' });
    }
    assert.equal(await loginWith({ origin: origin(), cookie }), PASSWORD_NEEDED);
    assert.equal(await loginWith(other), 'Success', 'another browser stays');
  });

  test('logs in anew: the device that the browser was is forgotten, for its token is gone', async () => {
    const who = await registered();
    const cookie = cookieOf(await logIn(who));
    const wrong = await logIn(name, 'not the password', { cookie });
    assert.equal(wrong.status, 403);
    assert.equal(await loginWith({ origin: origin(), cookie }, who), 'Success');
    const newer = cookieOf(await logIn(name, PASSWORD, { cookie }));
    assert.equal(await loginWith({ origin: origin(), cookie }, who), PASSWORD_NEEDED);
    assert.equal(await loginWith({ origin: origin(), cookie: newer }), 'Success');
  });

  test('logs out, also without waiting for the answer', async () => {
    const cookie = cookieOf(await logIn(name));
    const headers = `Host: 127.0.0.1:${server.port}\r\nOrigin: ${origin()}\r\nCookie: ${cookie}\r\n`;
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`POST /logout HTTP/1.1\r\n${headers}Content-Length: 0\r\n\r\n`, () =>
      socket.destroy(),
    );
    await until(
      async () => (await loginWith({ origin: origin(), cookie })) === PASSWORD_NEEDED,
      () => 'the cookie to be of no use',
    );
  });

  test('logs out where there is nobody, and is no page of another origin', async () => {
    const nobody = await post('/logout', undefined);
    assert.deepEqual([nobody.status, nobody.headers.getSetCookie().length], [204, 1]);
    const unknown = await post('/logout', undefined, { cookie: `chinwag-${server.port}=cwt_none` });
    assert.equal(unknown.status, 204);
    const cookie = cookieOf(await logIn(name));
    const foreign = await post('/logout', undefined, { cookie, origin: 'http://evil.example' });
    assert.equal(foreign.status, 403);
    assert.equal(await loginWith({ origin: origin(), cookie }), 'Success');
  });
});

describe('the cookie is of no use', () => {
  test('to a page of another origin, or to no page at all', async () => {
    const elsewhere = await ServerProcess.start('--allow-origins', 'http://app.example');
    await using _elsewhere = elsewhere;
    const cookie = cookieOf(await logIn(name));
    assert.equal(await loginWith({ cookie }), PASSWORD_NEEDED);
    using client = await ExtendedClient.hello(elsewhere.port);
    await client.ask('register', { name: 'ann', password: PASSWORD });
    const at = `http://127.0.0.1:${elsewhere.port}`;
    const answer = await fetch(`${at}/login`, {
      method: 'POST',
      headers: { origin: at },
      body: JSON.stringify({ name: 'ann', password: PASSWORD, device: DEVICE }),
    });
    const headers = { origin: 'http://app.example', cookie: cookieOf(answer) };
    using foreign = await WebSocketClient.connect(elsewhere.port, 'ws', headers);
    foreign.say('login ann');
    assert.equal(await foreign.next(), PASSWORD_NEEDED);
  });
});

describe('no cookie is set', () => {
  const cases: Readonly<Record<string, [() => Promise<Response>, number, RegExp]>> = {
    'for a wrong password': [() => logIn(name, 'wrong'), 403, /"reason":7/],
    'for a name that nobody has': [() => logIn('nobody'), 403, /"reason":4/],
    'for a page of another site': [
      () => logIn(name, PASSWORD, { origin: 'http://evil.example' }),
      403,
      /Origin/,
    ],
    'for what is not JSON': [() => post('/login', 'name=ann'), 400, /^the body: /],
    'without a password': [() => post('/login', { name, device: DEVICE }), 400, /^password: /],
    'for a name that cannot be': [
      () => post('/login', { name: '', password: PASSWORD, device: DEVICE }),
      400,
      /^name: a name has 1 to 20/,
    ],
    'for a body that is too long': [
      () => post('/login', ' '.repeat(LOGIN_BYTES_MAX + 1)),
      413,
      /16384 bytes/,
    ],
    'for a GET': [() => fetch(`${origin()}/login`), 405, /POST/],
  };
  for (const [what, [ask, status, body]] of Object.entries(cases)) {
    test(what, async () => {
      const answer = await ask();
      assert.equal(answer.status, status);
      assert.match(await answer.text(), body);
      assert.deepEqual(answer.headers.getSetCookie(), []);
    });
  }

  test('without an origin, as programs that are no browsers ask', async () => {
    const answer = await fetch(`${origin()}/login`, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 403);
  });
});

test('a page that guesses too often is told for how long it has to wait', async () => {
  const guessed = await registered();
  const answers = await Promise.all(Array.from({ length: 12 }, () => logIn(guessed, 'wrong')));
  const slowed = answers.find(({ status }) => status === 429);
  assert.ok(slowed !== undefined);
  const { reason, wait, text } = (await slowed.json()) as Record<string, unknown>;
  assert.deepEqual([reason, slowed.headers.get('retry-after')], [8, String(wait)]);
  assert.match(String(text), /^too fast: try again in \d+ /);
});
