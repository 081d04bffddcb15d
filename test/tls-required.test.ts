/** `--require-tls`: who comes without TLS, and not from this machine, is told so in words that can be shown. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { Hub } from '../src/chat/hub.ts';
import { readServerConfig } from '../src/config.ts';
import { ircGateway } from '../src/gateways/irc.ts';
import { lineGateway } from '../src/gateways/lines.ts';
import { nativeGateway } from '../src/gateways/native.ts';
import { openLog } from '../src/log.ts';
import { detecting } from '../src/net/detection.ts';
import { PeerTransport } from '../src/net/peer-transport.ts';
import { Peers } from '../src/net/peers.ts';
import { SelfSigned } from '../src/net/self-signed.ts';
import { tlsGateway } from '../src/net/tls.ts';
import { dialTls, Folder, startSelfSigned, tlsClient, tlsLogin } from './support/tls.ts';
import { WireClient } from './support/wire-client.ts';

/** What is said to a client of each kind that comes in plain, in answer to what it says first. */
const KINDS = {
  lines: ['login ann\nlist\n', 'Failure: TLS required\n'],
  irc: ['NICK ann\r\n', 'ERROR :Closing link: TLS required\r\n'],
} as const;

/** Everything that the server answers to `said`. */
async function answer(port: number, host: string, said: string): Promise<string> {
  const socket = connect({ port, host });
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  await once(socket, 'connect');
  socket.write(said);
  await once(socket, 'close');
  return heard;
}

/**
 * All that a server has between a socket and its hub, told that its peers come from `address`: the tests of
 * this project use loopback alone, which is exempt.
 */
async function serverFor(address: string, folder: Folder) {
  const options = ['--require-tls', '--tls', 'self-signed', '--data', folder.path];
  const { net, hub: settings } = readServerConfig([...options, '--log-level', 'silent'], {});
  const log = openLog('silent', 'json');
  const hub = new Hub(settings, log);
  const certificates = await SelfSigned.open(folder.path, ['localhost'], log);
  const plain = {
    native: nativeGateway(hub),
    lines: lineGateway(hub),
    irc: ircGateway,
    http: null,
    tls: null,
  };
  const inside = detecting(plain);
  const open = detecting({
    ...plain,
    tls: tlsGateway(certificates, { any: inside, http: inside }),
  });
  const peers = new Peers(net, log);
  let id = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    new PeerTransport(++id, address, null, socket, peers, open);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      certificates.close();
      for (const peer of peers) peer.cut('the test is over');
      server.close();
    },
  };
}

describe('from elsewhere', () => {
  const folder = new Folder();
  let server: Awaited<ReturnType<typeof serverFor>>;
  before(async () => {
    server = await serverFor('192.0.2.1', folder);
  });
  after(() => {
    server.close();
    folder[Symbol.dispose]();
  });

  test('without TLS, the native client gets a failure with reason 12, and is closed', async () => {
    using client = await WireClient.connect(server.port);
    client.say('login ann');
    client.say('list');
    await client.gone();
    assert.deepEqual(client.heard, ['Failure: TLS required']);
    assert.deepEqual({ ended: client.ended, error: client.error }, { ended: true, error: null });
  });

  for (const [kind, [said, heard]] of Object.entries(KINDS)) {
    test(`without TLS, ${kind} get a line, and are closed`, async () => {
      assert.equal(await answer(server.port, '127.0.0.1', said), heard);
    });
  }

  test('with TLS everybody is welcome', async () => {
    using client = await tlsClient(server.port);
    client.say('login ann');
    assert.equal(await client.next(), 'Success');
    const lines = await dialTls(server.port);
    lines.end('list\n');
    const [heard] = await once(lines, 'data');
    assert.equal(String(heard), 'ann\n');
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

// Packets to an address of this machine's own never leave it, and yet come from an address that is not loopback.
const own = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

test('the real server refuses plain lines from an address that is not loopback', {
  skip: own === undefined && 'this machine has no such address',
}, async () => {
  using folder = new Folder();
  await using server = await startSelfSigned(folder, '--require-tls', '--host', own ?? '');
  const [said, heard] = KINDS.lines;
  assert.equal(await answer(server.port, own ?? '', said), heard);
  await server.logged(
    ({ msg, why }) => msg === 'disconnected' && why === 'turned away: TLS required',
  );
  using secure = await tlsClient(server.port, { host: own ?? '' });
  secure.say('login ann');
  assert.equal(await secure.next(), 'Success');
});
