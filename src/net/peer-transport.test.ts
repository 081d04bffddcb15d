/** Broadcasts over real sockets: a peer that does not read is cut off, and no other notices. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { until } from '../../test/support/until.ts';
import { NOBODY } from '../chat/ports.ts';
import type { Admission } from './admission.ts';
import type { ConnectionLog } from './connection-log.ts';
import { PeerTransport } from './peer-transport.ts';
import { Peers } from './peers.ts';
import type { NetSettings } from './settings.ts';

const MIB = 1024 * 1024;
const SEND_QUEUE_BYTES_MAX = MIB;
const MESSAGE_BYTES = 256 * 1024;

const settings = {
  sendQueueBytesMax: SEND_QUEUE_BYTES_MAX,
  replyQueueBytesMax: 64 * 1024,
  queuedBytesTotalMax: 64 * MIB,
  unfinishedBytesTotalMax: MIB,
  messageRate: { perSecond: Number.POSITIVE_INFINITY, burst: Number.POSITIVE_INFINITY },
} as unknown as NetSettings;

const log: ConnectionLog = {
  connected() {},
  proxied() {},
  used() {},
  refused() {},
  disconnected() {},
  trouble() {},
};

let peers: Peers;
let sockets: Socket[];
const server = createServer((socket) => sockets.push(socket));

beforeEach(async () => {
  sockets = [];
  peers = new Peers(settings, { enter: () => 0, leave() {} } as unknown as Admission, log);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** A connection: our end of it, and the peer's, which reads its input where `reads` says so. */
async function peer(reads: boolean) {
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {});
  const heard = { bytes: 0 };
  if (reads) client.on('data', (chunk) => (heard.bytes += chunk.length));
  const [socket] = (await once(server, 'connection')) as [Socket];
  const open = () => NOBODY;
  const transport = new PeerTransport(peers.count + 1, '192.0.2.1', null, socket, peers, open);
  return { client, transport, heard };
}

/** Sends `bytes` as a gateway does. */
function send(transport: PeerTransport, bytes: Uint8Array): boolean {
  if (!transport.admits(bytes.length)) return false;
  transport.shareMessage(bytes);
  return true;
}

describe('a broadcast', () => {
  test('cuts off a peer that does not read it, at the limit of its queue', async () => {
    const [deaf, reader] = [await peer(false), await peer(true)];
    let sent = 0;
    while (deaf.transport.ending === null) {
      const message = new Uint8Array(MESSAGE_BYTES);
      send(deaf.transport, message);
      assert.ok(send(reader.transport, message));
      sent += message.length;
      // The system buffers some of it, but not without limit.
      assert.ok(sent < 256 * MIB, 'it is cut off in the end');
      await until(
        () => reader.transport.queuedBytes === 0,
        () => 'the reader to read',
      );
    }
    assert.equal(deaf.transport.ending, 'does not read what others send');
    assert.ok(sent > SEND_QUEUE_BYTES_MAX);
    const settled = () => peers.count === 1 && reader.heard.bytes === sent;
    await until(settled, () => `${sent} bytes, of which ${reader.heard.bytes} came`);
    assert.equal(reader.heard.bytes, sent);
    assert.equal(reader.transport.ending, null);
    assert.deepEqual([peers.queuedBytes, peers.sharing.bytes], [0, 0]);
    reader.client.destroy();
  });

  test('counts once in the total, and shared answers count against nobody', async () => {
    const all = [await peer(false)];
    for (let i = 0; i < 9; i++) all.push(await peer(false));
    const message = new Uint8Array(MESSAGE_BYTES);
    for (const { transport } of all) {
      transport.share(message);
      assert.ok(transport.admits(SEND_QUEUE_BYTES_MAX), 'an answer is its own affair');
      transport.shareMessage(message);
      assert.equal(transport.queuedBytes, 2 * MESSAGE_BYTES);
    }
    assert.deepEqual([peers.queuedBytes, peers.sharing.bytes], [0, MESSAGE_BYTES]);
    for (const { transport } of all) {
      assert.ok(!transport.admits(SEND_QUEUE_BYTES_MAX - MESSAGE_BYTES + 1));
      assert.equal(transport.ending, 'does not read what others send');
    }
    await until(
      () => peers.count === 0,
      () => 'all to be cut off',
    );
    assert.equal(peers.sharing.bytes, 0);
  });
});

test('above the total, as many of the longest queues as needed are cut at once, after one selection', async () => {
  peers = new Peers(
    { ...settings, queuedBytesTotalMax: 4 * MIB },
    { enter: () => 0, leave() {}, groupOf: () => null } as unknown as Admission,
    log,
  );
  const deaf = [];
  for (let i = 0; i < 8; i++) deaf.push(await peer(false));
  const reader = await peer(true);
  for (const { transport } of deaf) {
    const at = transport.reserve(MIB);
    transport.output.fill(0, at, at + MIB);
  }
  let looks = 0;
  for (const one of peers) {
    Object.defineProperty(one, 'queuedBytes', {
      get: () => {
        looks++;
        return one === reader.transport ? 0 : MIB;
      },
    });
  }
  for (let i = 0; i < 1000; i++) assert.ok(reader.transport.admits(1));
  assert.equal(deaf.filter(({ transport }) => transport.ending !== null).length, 4);
  assert.ok(looks <= 2 * 9, `${looks} looks for a thousand messages`);
  await until(
    () => peers.count === 5,
    () => `those that are cut off to go, and not ${peers.count}`,
  );
  assert.ok(peers.queuedBytes <= 4 * MIB);
});
