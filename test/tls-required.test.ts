/** `--require-tls`: a client without TLS, and not from this machine, is told so in a form that it can show. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { dialAsProxy, proxyLine, trusting } from './support/proxy.ts';
import type { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned, tlsClient, tlsLogin } from './support/tls.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

/** What is said to a client of each kind that comes in plain, in answer to what it says first. */
const KINDS: Readonly<Record<string, readonly [string, RegExp]>> = {
  lines: ['login ann\nlist\n', /^Failure: TLS required\n$/],
  irc: ['NICK ann\r\n', /^ERROR :Closing link: TLS required\r\n$/],
  http: [
    'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n',
    /^HTTP\/1\.1 403 [\s\S]*\r\n\r\nTLS required\n$/,
  ],
  'a browser': [
    'GET /?open=bob HTTP/1.1\r\nHost: localhost:4900\r\n\r\n',
    /^HTTP\/1\.1 308 [\s\S]*\r\nLocation: https:\/\/localhost:4900\/\?open=bob\r\n/,
  ],
};

/** A connection that comes from elsewhere. The tests use loopback alone, which is exempt: a trusted proxy says so. */
function dial(port: number): Promise<Socket> {
  return dialAsProxy(port, proxyLine('192.0.2.1'));
}

describe('from elsewhere', () => {
  const folder = new Folder();
  let server: ServerProcess;
  before(async () => {
    server = await startSelfSigned(folder, '--require-tls', ...trusting('proxy-protocol'));
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  test('without TLS, the native client gets a failure with reason 12, and is closed', async () => {
    using client = new WireClient(await dial(server.port));
    client.send(Buffer.concat([frameOf('login ann'), frameOf('list')]));
    await client.gone();
    assert.deepEqual(client.heard, ['Failure: TLS required']);
    assert.deepEqual({ ended: client.ended, error: client.error }, { ended: true, error: null });
  });

  for (const [kind, [said, expected]] of Object.entries(KINDS)) {
    test(`without TLS, ${kind}: an answer in its own words, and the end`, async () => {
      const socket = await dial(server.port);
      let heard = '';
      socket.setEncoding('utf8').on('data', (text) => {
        heard += text;
      });
      socket.write(said);
      await once(socket, 'close');
      assert.match(heard, expected);
    });
  }

  test('with TLS everybody is welcome', async () => {
    using client = await tlsClient(server.port, { socket: await dial(server.port) });
    client.say('login ann');
    assert.equal(await client.next(), 'Success');
    await server.logged(({ address }) => address === '192.0.2.1');
  });
});

test('from this machine, TLS is not required', async () => {
  using folder = new Folder();
  await using server = await startSelfSigned(folder, '--require-tls');
  using plain = await WireClient.login(server.port, 'plain');
  using secure = await tlsLogin(server.port, 'secure');
  plain.say('sendto secure hi');
  assert.equal(await secure.next(), 'plain: hi');
});
