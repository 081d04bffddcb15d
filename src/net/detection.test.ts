import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Dialect, detect } from './detection.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** First bytes of connections, and the protocol of each. */
const openings: readonly (readonly [string, Dialect])[] = [
  ['\x01\x01\0\0\0\0\0\x04\x03bob', 'native'],
  ['\x00\x00\x00\x85\xffSMBr', 'native'],
  ['\x02', 'native'],
  ['\x08', 'native'],
  ['\x16\x03\x01\x02\0\x01\0', 'tls'],
  ['GET / HTTP/1.1\r\n', 'http'],
  ['HEAD / HTTP/1.1\r\n', 'http'],
  ['POST /x HTTP/1.0\r\n', 'http'],
  ['PUT ', 'http'],
  ['PATCH ', 'http'],
  ['DELETE ', 'http'],
  ['OPTIONS * HTTP/1.1\r\n', 'http'],
  ['CONNECT example.org:443 HTTP/1.1\r\n', 'http'],
  ['TRACE ', 'http'],
  ['CAP LS 302\r\n', 'irc'],
  ['NICK bob\r\n', 'irc'],
  ['USER bob 0 * :bob\r\n', 'irc'],
  ['PASS secret\r\n', 'irc'],
  ['QUIT :x\r\n', 'irc'],
  ['nick bob\n', 'irc'],
  ['cap ls 302\n', 'irc'],
  ['JOIN #room :\r\nCAP LS\r\n', 'irc'],
  ['PRIVMSG bob :hello\r\n', 'irc'],
  ['join #room\n', 'lines'],
  ['SSH-2.0-OpenSSH_9.9\r\n', 'none'],
  ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'none'],
  ['login bob\n', 'lines'],
  ['  list\n', 'lines'],
  ['\tlist\n', 'lines'],
  ['\r\n', 'lines'],
  ['\n', 'lines'],
  ['\xff\xfb\x1f', 'lines'],
  ['é\n', 'lines'],
  ['GETTING\n', 'lines'],
  ['GET\n', 'lines'],
  ['get / HTTP/1.1\n', 'lines'],
  ['NICKNAME\n', 'lines'],
  ['Nick bob\n', 'lines'],
  ['password secret\n', 'lines'],
  ['quit\n', 'lines'],
  ['PRIVMSG\n', 'lines'],
  ['PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n', 'lines'],
  ['\x0b', 'none'],
  ['\x15\x03\x01', 'none'],
  ['\x1b[A', 'none'],
  ['\x7f', 'none'],
];

describe('the first bytes choose the gateway', () => {
  for (const [opening, dialect] of openings) {
    test(`${JSON.stringify(opening)}: ${dialect}`, () => {
      const bytes = latin1(opening);
      assert.equal(detect(bytes), dialect);
      for (let cut = 0; cut < bytes.length; cut++) {
        const early = detect(bytes.subarray(0, cut));
        assert.ok(early === null || early === dialect, `${cut} bytes are ${early}`);
      }
    });
  }

  test('further bytes never change a choice, and 16 are always enough', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 40 }), (bytes) => {
        const whole = detect(bytes);
        assert.notEqual(whole, null);
        for (let cut = 0; cut < bytes.length; cut++) {
          const early = detect(bytes.subarray(0, cut));
          assert.ok(early === null || early === whole);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
