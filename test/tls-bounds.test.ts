/** Peers inside TLS that do not read, are cut off, or go away: nothing is lost early, and nothing stays. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { describe, test } from 'node:test';
import { connect, type SecureVersion } from 'node:tls';
import { encodeSendto } from '../src/protocol/client-frames.ts';
import type { LogLine, ServerProcess } from './support/server-process.ts';
import { dialTls, Folder, startSelfSigned, tlsClient, tlsLogin } from './support/tls.ts';
import { until } from './support/until.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

const MIB = 1024 * 1024;

function disconnected(why: RegExp) {
  return ({ msg, why: given }: LogLine) => msg === 'disconnected' && why.test(String(given));
}

/** The sockets, files and pipes that a server has open; Linux. */
function descriptors(server: ServerProcess): number {
  return readdirSync(`/proc/${server.pid}/fd`).length;
}

describe('inside TLS, a peer that does not read', () => {
  test('what others send is cut off, and everybody else is served', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    using deaf = await tlsLogin(server.port, 'deaf');
    deaf.socket.pause();
    const before = descriptors(server);
    using sender = await tlsLogin(server.port, 'sender');
    const MESSAGES = 1000;
    const frame = encodeSendto('deaf', 'x'.repeat(60_000));
    for (let i = 0; i < MESSAGES; i++) sender.send(frame);
    await until(
      () => sender.heard.length === MESSAGES,
      () => `all answers; ${sender.heard.length} came`,
    );
    const delivered = sender.heard.indexOf('Failure: no such user');
    // What the systems on both sides hold, and the queue of 4 MiB.
    assert.ok(delivered > 50 && delivered < MESSAGES, String(delivered));
    assert.ok(sender.heard.slice(delivered).every((one) => one === 'Failure: no such user'));
    await server.logged(disconnected(/does not read what others send/));
    await until(
      () => descriptors(server) === before,
      () => 'the socket of the peer to be closed',
    );
    deaf.socket.resume();
    await deaf.gone();
    assert.equal(deaf.error, 'ECONNRESET');
  });

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

  test('its own replies stops being read, and gets every one of them when it reads again', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const people = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        tlsLogin(server.port, `somebody-${i}-${'x'.repeat(8)}`),
      ),
    );
    using slow = await tlsClient(server.port);
    slow.socket.pause();
    const before = server.memoryBytes;
    // Of 8 bytes each; the answers are 2 KiB each, 100 MiB together.
    const LISTS = 50_000;
    const lists = Buffer.concat(Array.from({ length: LISTS }, () => frameOf('list')));
    slow.send(lists);
    // Others are served while this one waits.
    people[0]?.say('sendto somebody-1-xxxxxxxx hi');
    assert.match((await people[1]?.next()) ?? '', /: hi$/);
    slow.socket.resume();
    let heard = 0;
    await until(
      () => {
        heard += slow.heard.splice(0).length;
        return heard === LISTS;
      },
      () => `all lists; ${heard} came`,
    );
    assert.ok(server.memoryBytes - before < 96 * MIB);
    for (const person of people) person[Symbol.dispose]();
  });
});

describe('inside TLS, a shutdown', () => {
  test('delivers what was accepted, and closes in order', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    using reader = await tlsLogin(server.port, 'reader');
    reader.socket.pause();
    using sender = await tlsLogin(server.port, 'sender');
    for (let i = 0; i < 40; i++) sender.send(encodeSendto('reader', 'x'.repeat(65_535)));
    await until(
      () => sender.heard.length === 40,
      () => 'all answers',
    );
    server.signal('SIGTERM');
    await server.logged(({ msg }) => msg === 'shutting down');
    reader.socket.resume();
    await reader.gone();
    assert.equal(reader.heard.length, 40);
    assert.deepEqual({ ended: reader.ended, error: reader.error }, { ended: true, error: null });
    assert.equal((await server.exited()).code, 0);
  });

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

describe('thousands of TLS connections, dropped at every stage', () => {
  const dial = (port: number, version: SecureVersion) =>
    connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: version });

  /** Each opens a connection and drops it when it has come to its stage. */
  const stages: readonly ((port: number, version: SecureVersion) => Promise<unknown>)[] = [
    async function afterPartOfTheClientHello(port) {
      const socket = connectPlain({ port, host: '127.0.0.1' });
      await once(socket, 'connect');
      socket.write('\x16\x03\x01');
      socket.destroy();
      await once(socket, 'close');
    },
    async function afterTheClientHello(port, version) {
      const socket = dial(port, version).on('error', () => {});
      await once(socket, 'connect');
      setImmediate(() => socket.destroy());
      await once(socket, 'close');
    },
    async function afterTheHandshake(port, version) {
      const socket = dial(port, version).on('error', () => {});
      await once(socket, 'secureConnect');
      socket.destroy();
      await once(socket, 'close');
    },
    async function afterPartOfAFrame(port, version) {
      const socket = await dialTls(port, { maxVersion: version });
      socket.write(frameOf('login somebody').subarray(0, 5));
      socket.destroySoon();
      await once(socket, 'close');
    },
    async function byAReset(port, version) {
      const raw = connectPlain({ port, host: '127.0.0.1' });
      const socket = connect({ socket: raw, rejectUnauthorized: false, maxVersion: version });
      socket.on('error', () => {});
      await once(socket, 'secureConnect');
      socket.write(frameOf('list'));
      raw.resetAndDestroy();
      await once(raw, 'close');
    },
    async function withUnreadAnswers(port, version) {
      const client = await tlsClient(port, { maxVersion: version });
      client.socket.pause();
      for (let i = 0; i < 10; i++) client.say('list');
      client.socket.destroySoon();
      await client.gone();
    },
    async function inOrder(port, version) {
      const client = await tlsClient(port, { maxVersion: version });
      client.say('list');
      await client.next();
      client.socket.end();
      await client.gone();
    },
  ];

  test('leave no socket and no memory behind', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const AT_ONCE = 20;
    async function round(connections: number): Promise<void> {
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let i = next++; i < connections; i = next++) {
          const stage = stages[i % stages.length];
          await stage?.(server.port, i % 2 === 0 ? 'TLSv1.2' : 'TLSv1.3');
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    }
    /** Resolves when the server has nothing open but what it had with nobody there. */
    const settled = (): Promise<boolean> =>
      until(
        () => descriptors(server) === idle,
        () => `${idle} descriptors, of ${descriptors(server)}`,
      );
    using watcher = await tlsLogin(server.port, 'watcher');
    const idle = descriptors(server);
    // Buffers, caches and the optimised code are there after the first round.
    await round(1400);
    await settled();
    const before = server.memoryBytes;
    await round(2800);
    await settled();
    const grown = server.memoryBytes - before;
    assert.ok(grown < 40 * MIB, `grew by ${(grown / MIB).toFixed(1)} MiB`);
    watcher.say('list');
    assert.equal(await watcher.next(), '[watcher]');
  });
});
