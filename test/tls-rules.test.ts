/** The server's rules over TLS, with frames and with lines. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import type { SecureVersion } from 'node:tls';
import { rules } from './support/rules.ts';
import type { ServerProcess } from './support/server-process.ts';
import { dialTls, Folder, startSelfSigned, tlsClient } from './support/tls.ts';
import { play } from './support/transcript.ts';

const folder = new Folder();
let server: ServerProcess;
before(async () => {
  server = await startSelfSigned(folder);
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

// Over TLS 1.3 they are in gateway-contract.test.ts.
describe('the rules of the server over TLSv1.2', () => {
  for (const [rule, transcript] of Object.entries(rules)) {
    test(rule, () =>
      play(server.port, transcript, (port) => tlsClient(port, { maxVersion: 'TLSv1.2' })),
    );
  }
});

const VERSIONS: readonly SecureVersion[] = ['TLSv1.2', 'TLSv1.3'];

for (const version of VERSIONS) {
  const options = { minVersion: version, maxVersion: version } as const;

  describe(`lines over ${version}`, () => {
    test('are answered as in the terminal client; the end of input flushes what is owed', async () => {
      const socket = await dialTls(server.port, options);
      assert.equal(socket.getProtocol(), version);
      let heard = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        heard += text;
      });
      // No line break at the end: the end of input is the end of the line.
      socket.end('login ann\r\nsendto ann hi\nsendto bob hi\nlist x\nlogin\nlist');
      await once(socket, 'close');
      assert.equal(
        heard,
        'Success\nann: hi\nSuccess\nFailure\nInvalid command\nBad username\nann\n',
      );
    });

    test('a long answer arrives whole after the peer has closed its side', async () => {
      const socket = await dialTls(server.port, options);
      let heard = 0;
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.length;
      });
      const text = 'x'.repeat(60_000);
      socket.end(`login long\n${`sendto long ${text}\n`.repeat(50)}`);
      await once(socket, 'close');
      const one = 'long: \nSuccess\n'.length + text.length;
      assert.equal(heard, 'Success\n'.length + 50 * one);
    });
  });
}
