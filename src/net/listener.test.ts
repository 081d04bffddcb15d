/** Log lines about connections, over real sockets. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { until } from '../../test/support/until.ts';
import { AddressLimits } from '../chat/limits/addresses.ts';
import { NOBODY } from '../chat/ports.ts';
import type { ConnectionLog } from './connection-log.ts';
import { SocketListener } from './listener.ts';
import type { NetSettings } from './settings.ts';
import { TrustedProxies } from './trusted-proxies.ts';

const MIB = 1024 * 1024;

/** No connection is accepted. */
const settings = {
  host: '127.0.0.1',
  port: 0,
  connectionsMax: 0,
  connectionsPerAddressMax: 1,
  messageRate: { perSecond: Infinity, burst: 1 },
  proxyProtocol: false,
  sendQueueBytesMax: MIB,
  replyQueueBytesMax: MIB,
  queuedBytesTotalMax: MIB,
  unfinishedBytesTotalMax: MIB,
  unfinishedMsMax: 60_000,
  stalledMsMax: 60_000,
  idleMsMax: 60_000,
  keepAliveMs: 60_000,
  silentMsMax: 60_000,
  answerMsMax: 60_000,
  unacknowledgedMsMax: 60_000,
  shutdownMsMax: 60_000,
  handshakesMax: 1,
  handshakeMsMax: 60_000,
  requireTls: false,
} satisfies NetSettings;

test('refused clients are disconnected in the end, however many there are', async () => {
  const there = new Set<number>();
  let refused = 0;
  const log: ConnectionLog = {
    connected() {},
    proxied() {},
    used() {},
    refused(id) {
      refused++;
      there.add(id);
    },
    disconnected: (id) => void there.delete(id),
    trouble(error) {
      throw error;
    },
  };
  const limits = new AddressLimits(false);
  const listener = new SocketListener(settings, new TrustedProxies([]), limits, log, () => NOBODY);
  const { port } = await listener.listen();
  const sockets = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'));
  try {
    for (const socket of sockets) socket.on('error', () => {}).resume();
    await until(
      () => refused === sockets.length,
      () => `${refused} were refused`,
    );
    assert.ok(there.size < sockets.length, 'some were closed at once');
    for (const socket of sockets) socket.resetAndDestroy();
    await until(
      () => there.size === 0,
      () => `${there.size} are still there`,
    );
  } finally {
    for (const socket of sockets) socket.destroy();
    await listener.close();
  }
});
