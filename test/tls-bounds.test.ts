/** Peers inside TLS that never read. What else holds for them is in gateway-contract.test.ts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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
