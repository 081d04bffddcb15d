/**
 * Thousands of connections, opened and dropped at every stage, leak neither sockets nor memory the size of a
 * connection. `npm run soak -- long` opens tens of thousands, to find smaller leaks (TEST_SCALE).
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { leavesNothing } from './support/churn.ts';
import { PROXY_ADDRESS, proxyHeader, proxyLine, trusting } from './support/proxy.ts';
import { SCALE } from './support/scale.ts';
import type { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

/** By how many connections memory is measured, and what each may cost: over few, the runtime's own steps weigh more. */
const PLAIN = SCALE > 1 ? { batch: 10_000, bytesEach: 512 } : { batch: 2000, bytesEach: 4096 };
const SECURE = SCALE > 1 ? { batch: 1000, bytesEach: 4096 } : { batch: 400, bytesEach: 8192 };

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(
    folder,
    ...['--log-level', 'warn', ...trusting('proxy-protocol')],
    // Node does not hear that a connection was reset while it wrote the last of a TLS handshake: what is
    // written after that is stuck.
    ...['--stall-timeout', '1s'],
  );
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function othersAreServed(): Promise<void> {
  using alice = await WireClient.login(server.port, 'alice');
  alice.say('list');
  assert.equal(await alice.next(), '[alice]');
  alice.say('logout');
  assert.equal(await alice.next(), 'Success');
}

function bytes(text: string | Uint8Array): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text);
}

const UPGRADE = `GET /ws HTTP/1.1\r\n${[
  ...['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
  ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Protocol: chinwag.v1'],
].join('\r\n')}\r\n\r\n`;
const MASKED_LIST = '\x82\x88\0\0\0\0\x01\x02\0\0\0\0\0\0';
/** What has been said when a connection is dropped. The answer to it may be waited for where there is one. */
const stages: readonly (readonly [said: string | Uint8Array, answered: boolean])[] = [
  ['', false],
  ['GE', false],
  ['NIC', false],
  ['\x1b', false],
  [frameOf('login somebody').subarray(0, 1), false],
  [frameOf('login somebody').subarray(0, 9), false],
  [frameOf('list'), true],
  [Buffer.concat(Array<Uint8Array>(50).fill(frameOf('list'))), true],
  [Uint8Array.of(2, 0, 0), true],
  ['login', false],
  ['login somebody-\r\nli', true],
  ['nonsense\n'.repeat(50), true],
  ['exit\n', false],
  ['NICK bob\r\n', false],
  ['CAP LS 302\r\n', true],
  ['NICK bob-\r\nUSER bob 0 * :Bob\r\nPING 1\r\n', true],
  ['GET / HTTP/1.1\r\n', false],
  ['GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', true],
  ['POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nlogin', true],
  ['GET / HTTP/1.1\r\nbroken\r\n\r\n', true],
  [UPGRADE.slice(0, -2), false],
  [UPGRADE, true],
  [UPGRADE + MASKED_LIST, true],
  [`${UPGRADE}\x82\xfe\x10\0\0\0\0\0\x01\x03`, true],
  [`${UPGRADE}\x88\x82\0\0\0\0\x03\xe8`, true],
  ['\x16\x03\x01', false],
  ['\x16\x03\x01\x00\x20this is not a handshake, is it? no', true],
];

const PROXY_LINE = proxyLine('192.0.2.1');
const PROXY_HEADER = proxyHeader('192.0.2.1').toString('latin1');

/** The same, of what a proxy says. */
const proxyStages: typeof stages = [
  ['PROXY TCP4 192', false],
  ['PROXY nonsense\r\n', false],
  [PROXY_LINE, false],
  [`${PROXY_LINE}list\nlogout\n`, true],
  [`${PROXY_LINE}${UPGRADE}`, true],
  [PROXY_HEADER.slice(0, 14), false],
  [`${PROXY_HEADER}nonsense\n`, true],
];

/** How a connection is dropped. */
const ways: readonly ((socket: Socket) => unknown)[] = [
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.destroy(),
  (socket) => socket.destroySoon(),
  async (socket) => {
    socket.resume().end();
    await once(socket, 'close');
  },
];

test('connections dropped while detecting, in a PROXY header, in each of the protocols', async () => {
  await leavesNothing(server, PLAIN, async (i) => {
    const all = [...stages, ...proxyStages];
    const at = i % all.length;
    const [said, answered] = all[at] as (typeof stages)[number];
    const drop = ways[Math.floor(i / all.length) % ways.length] as (typeof ways)[number];
    const localAddress = at < stages.length ? '127.0.0.1' : PROXY_ADDRESS;
    const socket = connectPlain({ port: server.port, host: '127.0.0.1', localAddress });
    socket.on('error', () => {});
    await once(socket, 'connect');
    if (said.length > 0) await new Promise((resolve) => socket.write(bytes(said), resolve));
    if (answered && i % 3 === 0) await once(socket, 'data');
    await drop(socket);
  });
  await othersAreServed();
});

/** Inside TLS; each opens a connection and drops it when it has come to its stage. */
const secureStages: readonly ((
  dial: () => { readonly raw: Socket; readonly socket: TLSSocket },
) => Promise<unknown>)[] = [
  async function afterTheClientHello(dial) {
    const { raw, socket } = dial();
    await once(raw, 'connect');
    setImmediate(() => socket.destroy());
    await once(raw, 'close');
  },
  async function afterTheHandshake(dial) {
    const { raw, socket } = dial();
    await once(socket, 'secureConnect');
    socket.destroy();
    await once(raw, 'close');
  },
  async function afterPartOfAFrame(dial) {
    const { socket } = dial();
    await once(socket, 'secureConnect');
    socket.write(frameOf('login somebody').subarray(0, 5));
    socket.destroySoon();
    await once(socket, 'close');
  },
  async function byAReset(dial) {
    const { raw, socket } = dial();
    await once(socket, 'secureConnect');
    socket.write('nonsense\n');
    raw.resetAndDestroy();
    await once(raw, 'close');
  },
  async function withUnreadAnswers(dial) {
    const { socket } = dial();
    await once(socket, 'secureConnect');
    socket.write('nonsense\n'.repeat(10));
    socket.destroySoon();
    await once(socket, 'close');
  },
  async function asAWebSocket(dial) {
    const { socket } = dial();
    await once(socket, 'secureConnect');
    socket.write(UPGRADE + MASKED_LIST, 'latin1');
    await once(socket, 'data');
    socket.destroy();
    await once(socket, 'close');
  },
  async function inOrder(dial) {
    const { socket } = dial();
    await once(socket, 'secureConnect');
    socket.end(frameOf('list'));
    socket.resume();
    await once(socket, 'close');
  },
];

test('connections dropped in a TLS handshake, and inside TLS', async () => {
  const versions: readonly SecureVersion[] = ['TLSv1.2', 'TLSv1.3'];
  await leavesNothing(server, SECURE, async (i) => {
    const stage = secureStages[i % secureStages.length];
    const version = versions[Math.floor(i / secureStages.length) % versions.length] ?? 'TLSv1.3';
    await stage?.(() => {
      const raw = connectPlain({ port: server.port, host: '127.0.0.1' }).on('error', () => {});
      const socket = connect({ socket: raw, rejectUnauthorized: false, maxVersion: version });
      return { raw, socket: socket.on('error', () => {}) };
    });
  });
  await othersAreServed();
});
