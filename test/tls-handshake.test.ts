/** The TLS handshake on the shared port: agreed, refused, and never finished. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type ConnectionOptions, connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { ServerProcess } from './support/server-process.ts';
import { SplitSocket } from './support/split-socket.ts';
import { Authority, dialTls, Folder, startSelfSigned, tlsClient, tlsLogin } from './support/tls.ts';
import { until } from './support/until.ts';
import { frameOf, WireClient } from './support/wire-client.ts';

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(folder);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** Dials and resolves with the code of the error that it fails with. */
async function failure(
  options: ConnectionOptions,
  port = server.port,
): Promise<string | undefined> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    ...options,
  });
  const [error] = await once(socket, 'error');
  return error.code;
}

/** Resolves with the lines that the log has of the connection that ended because of `why`. */
async function logOf(why: RegExp, from: number, one = server) {
  const { connection } = await one.logged(
    (line) =>
      Number(line.connection) > from && line.msg === 'disconnected' && why.test(String(line.why)),
  );
  return one.log.filter((line) => line.connection === connection).map(({ msg }) => msg);
}

/** The number of the connection that was accepted last. */
function lastConnection(): number {
  return Math.max(0, ...server.log.map(({ connection }) => Number(connection ?? 0)));
}

describe('the handshake', () => {
  test('TLS 1.1 is refused, with one line in the log', async () => {
    const from = lastConnection();
    const code = await failure({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    });
    assert.equal(code, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    const lines = await logOf(
      /handshake failed: the client offers nothing newer than TLS 1.1/,
      from,
    );
    assert.deepEqual(lines, ['connected', 'disconnected']);
  });

  test('TLS 1.2 has forward secrecy and authenticates what it encrypts, or is refused', async () => {
    const { certificate, key } = await (await Authority.create()).issueRsa('rsa.test');
    await using other = await ServerProcess.start(
      ...['--tls-cert', folder.write('rsa.pem', certificate)],
      ...['--tls-key', folder.write('rsa-key.pem', key)],
    );
    const agreed = async (port: number, ciphers: string) => {
      const socket = await dialTls(port, { maxVersion: 'TLSv1.2', ciphers });
      const { standardName } = socket.getCipher();
      socket.destroy();
      return standardName;
    };
    const suites = ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305'];
    for (const suite of suites) {
      assert.match(await agreed(other.port, `ECDHE-RSA-${suite}`), /^TLS_ECDHE_RSA_/);
      assert.match(await agreed(server.port, `ECDHE-ECDSA-${suite}`), /^TLS_ECDHE_ECDSA_/);
    }
    const refused = [
      ...['AES128-GCM-SHA256', 'AES256-SHA256', 'AES128-SHA', 'DHE-RSA-AES128-GCM-SHA256'],
      ...['ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-SHA384'],
    ];
    for (const ciphers of refused) {
      const code = await failure({ maxVersion: 'TLSv1.2', ciphers }, other.port);
      assert.match(String(code), /HANDSHAKE_FAILURE/, ciphers);
    }
  });

  test('what only looks like TLS is closed, with one line in the log', async () => {
    const from = lastConnection();
    using client = await WireClient.connect(server.port);
    client.socket.removeAllListeners('data').resume();
    client.send(Buffer.from('\x16\x03\x01\x00\x20this is not a handshake, is it? no', 'latin1'));
    await client.gone();
    assert.deepEqual(await logOf(/TLS handshake failed: /, from), ['connected', 'disconnected']);
  });

  test('one that does not finish is closed after the time for unfinished messages', async () => {
    using itsOwn = new Folder();
    await using impatient = await startSelfSigned(itsOwn, '--unfinished-timeout', '1s');
    const hello = Buffer.from('\x16\x03\x01\x02\x00\x01\x00', 'latin1');
    for (const sent of [hello.subarray(0, 1), hello.subarray(0, 5), hello]) {
      using client = await WireClient.connect(impatient.port);
      client.send(sent);
      await client.gone();
    }
    const lines = await logOf(/left its TLS handshake unfinished for 1 s/, 0, impatient);
    assert.deepEqual(lines, ['connected', 'disconnected']);
  });

  test('one that is broken off is closed at once, however that is done', async () => {
    const ways: ((socket: TLSSocket) => unknown)[] = [
      (socket) => socket.destroy(),
      (socket) => socket.end(),
      (socket) => socket.destroySoon(),
    ];
    for (const version of ['TLSv1.2', 'TLSv1.3'] satisfies SecureVersion[]) {
      for (const leave of ways) {
        const socket = connect({
          port: server.port,
          host: '127.0.0.1',
          rejectUnauthorized: false,
          maxVersion: version,
        });
        socket.resume().once('secureConnect', () => leave(socket));
        await once(socket, 'close');
      }
    }
    await until(
      () => {
        const open = new Set<unknown>();
        for (const { msg, connection } of server.log) {
          if (msg === 'connected') open.add(connection);
          if (msg === 'disconnected') open.delete(connection);
        }
        return open.size === 0;
      },
      () => 'every connection to be closed',
    );
  });

  test('garbage after it closes the connection', async () => {
    const raw = connectPlain({ port: server.port, host: '127.0.0.1' });
    const socket = connect({ socket: raw, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const client = new WireClient(socket);
    client.say('login garbled');
    assert.equal(await client.next(), 'Success');
    raw.write(Buffer.alloc(64, 0x17));
    await server.logged(({ msg, user }) => msg === 'logged out' && user === 'garbled');
    await until(
      () => raw.closed,
      () => 'the socket to be closed',
    );
  });
});

describe('a ClientHello', () => {
  // Small ones, for there is a handshake for each of their bytes.
  const versions = {
    'TLSv1.2': { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
    'TLSv1.3': { minVersion: 'TLSv1.3', ecdhCurve: 'X25519' },
  } as const;

  for (const [version, options] of Object.entries(versions)) {
    test(`of ${version} may be split at every byte`, async () => {
      using witness = await tlsLogin(server.port, 'witness');
      const BATCH = 64;
      let bytes = Number.POSITIVE_INFINITY;
      for (let at = 1; at < bytes; at += BATCH) {
        const sockets = await Promise.all(
          Array.from({ length: BATCH }, (_, i) => SplitSocket.dial(server.port, at + i)),
        );
        const clients = sockets.map((socket) => {
          const client = connect({ ...options, socket, rejectUnauthorized: false });
          return { client, secure: once(client, 'secureConnect') };
        });
        await until(
          () => sockets.every(({ firstBytes }) => firstBytes !== null),
          () => 'the first parts to be sent',
        );
        bytes = sockets[0]?.firstBytes ?? 0;
        // Two rounds of the server's event loop: what was sent before is read.
        for (const _ of [1, 2]) {
          witness.say('list');
          await witness.next();
        }
        for (const socket of sockets) socket.sendRest();
        const answers = clients.map(async ({ client: socket, secure }) => {
          await secure;
          assert.equal(socket.getProtocol(), version);
          using client = new WireClient(socket);
          client.say('list');
          assert.equal(await client.next(), '[witness]');
        });
        await Promise.all(answers);
      }
      assert.ok(bytes > 100 && bytes < 1000, String(bytes));
      witness.say('logout');
      assert.equal(await witness.next(), 'Success');
    });
  }
});

describe('inside of TLS', () => {
  test('after ALPN http/1.1 nothing but HTTP is spoken', async () => {
    for (const [said, name] of [
      [frameOf('login sneaky'), 'NATIVE'],
      ['login sneaky\n', 'LINES'],
      ['NICK sneaky\r\n', 'IRC'],
    ] as const) {
      const from = lastConnection();
      const socket = await dialTls(server.port, { ALPNProtocols: ['h2', 'http/1.1'] });
      assert.equal(socket.alpnProtocol, 'http/1.1');
      let heard = '';
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1');
      });
      socket.end(said);
      await once(socket, 'close');
      assert.equal(heard, '');
      const lines = await logOf(new RegExp(`opened with ${name}, which is not spoken here`), from);
      assert.deepEqual(lines, ['connected', 'disconnected']);
    }
  });

  test('another protocol than http/1.1 is not agreed on', async () => {
    const from = lastConnection();
    assert.equal(
      await failure({ ALPNProtocols: ['h2'] }),
      'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL',
    );
    const lines = await logOf(/asks for a protocol \(ALPN\) other than http\/1.1/, from);
    assert.deepEqual(lines, ['connected', 'disconnected']);
  });

  test('TLS is closed cleanly', async () => {
    const from = lastConnection();
    const outer = await dialTls(server.port);
    const inner = connect({ socket: outer, rejectUnauthorized: false });
    const [error] = await once(inner, 'error');
    assert.match(error.message, /before secure TLS connection was established/);
    assert.deepEqual(await logOf(/opened with TLS, which is not spoken here/, from), [
      'connected',
      'disconnected',
    ]);
  });

  test('a slow starter is waited for, byte by byte', async () => {
    using client = await tlsClient(server.port);
    for (const byte of frameOf('list')) {
      client.send(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.match(await client.next(), /^\[.*\]$/);
  });
});
