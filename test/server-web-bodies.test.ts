/** Invalid bodies of HTTP requests: each gets an answer, and none holds a connection's place. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { TLSSocket } from 'node:tls';
import { LOGIN_BYTES_MAX } from '../src/gateways/web/login-route.ts';
import { exchange } from './support/http-exchange.ts';
import { ServerProcess } from './support/server-process.ts';
import { dialTls, Folder, startSelfSigned } from './support/tls.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(() => server[Symbol.asyncDispose]());

function post(port: number, ...fields: string[]): string {
  const all = [`Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`, ...fields];
  return `POST /login HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n`;
}

const CHUNKED = 'Transfer-Encoding: chunked';

describe('POST /login is answered, and the connection closed, where its body', () => {
  const long = LOGIN_BYTES_MAX + 1;
  const bodies: Readonly<Record<string, readonly [field: string, body: string, status: number]>> = {
    'has a chunk whose size is no number': [CHUNKED, 'zz\r\n{}\r\n', 400],
    'has a chunk that is longer than it says': [CHUNKED, '2\r\n{}}\r\n', 400],
    'has trailers that are none': [CHUNKED, '2\r\n{}\r\n0\r\nno field\r\n\r\n', 400],
    'has a chunk with endless extensions': [CHUNKED, `2;${'x'.repeat(20_000)}`, 413],
    'is announced to be too long': [`Content-Length: ${long}`, '', 413],
    'is expected to be too long': [`Content-Length: ${long}\r\nExpect: 100-continue`, '', 413],
    'is too long in chunks': [CHUNKED, `${long.toString(16)}\r\n${'x'.repeat(long)}`, 413],
    'is compressed': ['Content-Encoding: gzip\r\nContent-Length: 2', '{}', 415],
    'has another transfer coding': [
      'Transfer-Encoding: gzip, chunked',
      '2\r\n{}\r\n0\r\n\r\n',
      501,
    ],
  };
  for (const [what, [field, body, status]] of Object.entries(bodies)) {
    test(`${what}: ${status}`, async () => {
      const parts = [post(server.port, field), ...(body === '' ? [] : [body])];
      const { answers, closed, error } = await exchange(server.port, parts);
      assert.deepEqual(
        answers.map((answer) => [answer.status, answer.headers.get('connection')]),
        [[status, 'close']],
      );
      assert.deepEqual([closed, error], [true, null]);
    });
  }

  test('ends before it is whole: 400', async () => {
    for (const field of ['Content-Length: 50', CHUNKED]) {
      const parts = [post(server.port, field), '20\r\n{"name"'];
      const { answers, closed } = await exchange(server.port, parts, { end: true });
      assert.deepEqual([answers[0]?.status, answers.length, closed], [400, 1, true]);
    }
  });

  test('is not UTF-8: 400', async () => {
    const body = Buffer.from('{"name":"ann","password":"\xff","device":"x"}', 'latin1');
    const parts = [post(server.port, `Content-Length: ${body.length}`), body];
    const { answers } = await exchange(server.port, parts, { answers: 1 });
    assert.deepEqual([answers[0]?.status, /^the body: /.test(answers[0]?.body ?? '')], [400, true]);
  });

  test('does not come in time: 408, also behind a request that was answered', async () => {
    await using hasty = await ServerProcess.start('--unfinished-timeout', '1500ms');
    const healthy = `GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    for (const before of ['', healthy]) {
      const parts = [before + post(hasty.port, 'Content-Length: 50'), '{"name"'];
      const { answers, closed, error } = await exchange(hasty.port, parts);
      assert.deepEqual(
        answers.map(({ status }) => status),
        before === '' ? [408] : [200, 408],
      );
      assert.deepEqual([closed, error], [true, null]);
    }
  });
});

test('whoever leaves in the middle of a body is gone at once, without TLS and with', async () => {
  using folder = new Folder();
  await using own = await startSelfSigned(folder, '--unfinished-timeout', '1h');
  const ways: readonly ((socket: Socket) => unknown)[] = [
    (socket) => socket.destroy(),
    (socket) => socket.resume().end(),
    (socket) => (socket instanceof TLSSocket ? socket.destroy() : socket.resetAndDestroy()),
  ];
  for (const scheme of ['http', 'https']) {
    const origin = `${scheme}://127.0.0.1:${own.port}`;
    for (const leave of ways) {
      for (const field of ['Content-Length: 50', CHUNKED]) {
        const left = own.log.filter(gone).length;
        const socket: Socket =
          scheme === 'https'
            ? await dialTls(own.port)
            : connect({ port: own.port, host: '127.0.0.1' });
        socket.on('error', () => {});
        // The request begins there, and is not answered yet.
        socket.write(post(own.port, field, 'Expect: 100-continue').replace(/http:[^\r]*/, origin));
        const [answer] = await once(socket, 'data');
        assert.match(String(answer), /^HTTP\/1\.1 100 /);
        socket.write('1\r\n{');
        leave(socket);
        await own.logged(() => own.log.filter(gone).length > left);
      }
    }
  }
});

function gone({ msg }: { readonly msg: string }): boolean {
  return msg === 'disconnected';
}
