/** Peers that start TLS and stop, or never read inside it. Other limits are in gateway-contract.test.ts. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { encodeSendto } from '../src/protocol/client-frames.ts';
import type { LogLine } from './support/server-process.ts';
import { Folder, startSelfSigned, tlsLogin } from './support/tls.ts';
import { WireClient } from './support/wire-client.ts';

function disconnected(why: RegExp) {
  return ({ msg, why: given }: LogLine) => msg === 'disconnected' && why.test(String(given));
}

describe('inside TLS, a peer that does not read', () => {
  test('is cut off when its queue makes no progress', async () => {
    using folder = new Folder();
    const options = ['--stall-timeout', '300ms', '--max-send-queue', '1GiB'];
    await using server = await startSelfSigned(folder, ...options);
    using deaf = await tlsLogin(server.port, 'deaf');
    deaf.socket.pause();
    using sender = await tlsLogin(server.port, 'sender');
    for (let i = 0; i < 200; i++) sender.send(encodeSendto('deaf', 'x'.repeat(65_535)));
    await server.logged(disconnected(/read nothing for 0.3 s/));
  });
});

describe('inside TLS, a shutdown', () => {
  test('does not wait for a peer that never reads, nor for a handshake', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder, '--shutdown-timeout', '200ms');
    using deaf = await tlsLogin(server.port, 'deaf');
    deaf.socket.pause();
    for (let i = 0; i < 60; i++) deaf.send(encodeSendto('deaf', 'x'.repeat(65_535)));
    using half = await WireClient.connect(server.port);
    half.send(Buffer.from('\x16\x03\x01', 'latin1'));
    await server.logged(({ msg, connection }) => msg === 'connected' && connection === 2);
    assert.equal(await server.stop(), 0);
  });
});

describe('beginnings of TLS', () => {
  /** What a client says first. */
  async function clientHello(): Promise<Buffer> {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const client = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
    client.on('error', () => {});
    const [socket] = (await once(listener, 'connection')) as [Socket];
    const [hello] = (await once(socket, 'data')) as [Buffer];
    client.destroy();
    listener.close();
    return hello;
  }

  test('cost little until the first message is whole', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const before = server.memoryBytes;
    const COUNT = 1500;
    const begun: WireClient[] = [];
    try {
      for (let i = 0; i < COUNT; i += 100) {
        const some = Array.from({ length: 100 }, () => WireClient.connect(server.port));
        for (const client of await Promise.all(some)) {
          client.send(Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 0xfc]));
          begun.push(client);
        }
      }
      // Later than all of them.
      using alice = await tlsLogin(server.port, 'alice');
      assert.equal(alice.closed, false);
      const each = (server.memoryBytes - before) / COUNT / 1024;
      assert.ok(each < 20, `each took ${each} KiB, where an OpenSSL takes 59`);
    } finally {
      for (const client of begun) client[Symbol.dispose]();
    }
  });

  /** A client that says no more than that. */
  async function half(port: number, hello: Uint8Array): Promise<Socket> {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(hello);
    return socket;
  }

  test('past --max-handshakes wait, and one that does not go on has --handshake-timeout', async () => {
    using folder = new Folder();
    const limits = ['--max-handshakes', '1', '--handshake-timeout', '2s'];
    await using server = await startSelfSigned(folder, ...limits);
    const hello = await clientHello();
    const first = await half(server.port, hello);
    // The server has said its part: the only place is taken.
    await once(first, 'data');
    const others = [await half(server.port, hello), await half(server.port, hello)];
    // Those that wait and are gone take no place.
    for (const one of others) one.destroy();
    using alice = await tlsLogin(server.port, 'alice');
    alice.say('sendto alice hi');
    assert.equal(await alice.next(), 'alice: hi');
    await server.logged(disconnected(/left its TLS handshake unfinished for 2 s/));
    first.destroy();
  });
});
