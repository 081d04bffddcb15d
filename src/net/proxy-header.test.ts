import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ProxiedClient, readProxyHeader } from './proxy-header.ts';

const v1 = (line: string) => Buffer.from(`${line}\r\n`);

function v2(versionAndCommand: number, family: number, rest: readonly number[]): Buffer {
  const head = Buffer.from('\r\n\r\n\0\r\nQUIT\n');
  return Buffer.from([
    ...head,
    versionAndCommand,
    family,
    rest.length >> 8,
    rest.length & 255,
    ...rest,
  ]);
}

const IPV4 = [192, 0, 2, 7, 198, 51, 100, 1, 0xdd, 0xd5, 0x13, 0x24];
const IPV6 = [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 7, ...Array(16).fill(1), 0, 1, 0, 2];

const plainly = (address: string | null) => ({ address, secure: false });
const overTls = (address: string) => ({ address, secure: true });
/** Another field that proxies add: the host name that the client asked for. */
const AUTHORITY = [2, 0, 1, 0x61];

const whole: Readonly<Record<string, readonly [Buffer, ProxiedClient | null]>> = {
  'version 1, TCP4': [v1('PROXY TCP4 192.0.2.7 198.51.100.1 56789 4900'), plainly('192.0.2.7')],
  'version 1, TCP6': [v1('PROXY TCP6 2001:db8::7 2001:db8::1 56789 4900'), plainly('2001:db8::7')],
  'version 1, UNKNOWN': [v1('PROXY UNKNOWN'), plainly(null)],
  'version 1, UNKNOWN with anything behind': [v1('PROXY UNKNOWN ffff::1 x 1 2'), plainly(null)],
  'version 2, TCP over IPv4': [v2(0x21, 0x11, IPV4), plainly('192.0.2.7')],
  'version 2, TCP over IPv6': [v2(0x21, 0x21, IPV6), plainly('2001:db8:0:0:0:0:0:7')],
  'version 2, with more behind the addresses': [
    v2(0x21, 0x11, [...IPV4, ...AUTHORITY]),
    plainly('192.0.2.7'),
  ],
  'version 2, from a client of TLS': [
    v2(0x21, 0x11, [...IPV4, ...AUTHORITY, 0x20, 0, 5, 1, 0, 0, 0, 0]),
    overTls('192.0.2.7'),
  ],
  'version 2, from a client without TLS': [
    v2(0x21, 0x11, [...IPV4, 0x20, 0, 5, 0, 0, 0, 0, 0, ...AUTHORITY]),
    plainly('192.0.2.7'),
  ],
  'version 2, LOCAL': [v2(0x20, 0x00, []), null],
  'version 2, LOCAL, whatever is added': [v2(0x20, 0x11, [0x20, 0, 1, 1]), null],
  'version 2, of an unknown client': [v2(0x21, 0x00, []), plainly(null)],
  'version 2, a Unix socket': [v2(0x21, 0x31, Array(216).fill(1)), plainly(null)],
};

for (const [what, [header, client]] of Object.entries(whole)) {
  test(`${what}: whole, and cut anywhere`, () => {
    const followed = Buffer.concat([header, Buffer.from('login bob\n')]);
    assert.deepEqual(readProxyHeader(followed), { bytes: header.length, client });
    for (let cut = 0; cut < header.length; cut++) {
      assert.equal(readProxyHeader(header.subarray(0, cut)), 'incomplete', `${cut} bytes`);
    }
  });
}

const broken: Readonly<Record<string, Buffer>> = {
  'an address that is none': v1('PROXY TCP4 192.0.2.777 198.51.100.1 1 2'),
  'an address of the other family': v1('PROXY TCP6 192.0.2.7 198.51.100.1 1 2'),
  'too few words': v1('PROXY TCP4 192.0.2.7'),
  'another protocol': v1('PROXY UDP4 192.0.2.7 198.51.100.1 1 2'),
  'a line without an end': Buffer.from(`PROXY TCP4 ${'1'.repeat(100)}`),
  'version 3': v2(0x31, 0x11, IPV4),
  'an unknown command': v2(0x22, 0x11, IPV4),
  'addresses that are cut short': v2(0x21, 0x21, IPV4),
  'additions that are cut short': v2(0x21, 0x11, [...IPV4, 0x20, 0, 5, 1]),
  'half an addition': v2(0x21, 0x11, [...IPV4, 0x20]),
  'a rest that is too long': v2(0x21, 0x11, Array(5000).fill(0)),
};

for (const [what, header] of Object.entries(broken)) {
  test(`${what} is a broken header`, () => assert.equal(readProxyHeader(header), 'broken'));
}

test('other input is reported as no header, and nothing throws', () => {
  for (const text of ['login bob\n', 'GET / HTTP/1.1\r\n', 'PROXIES\n', '\r\nlist\n', '\x01\x01']) {
    assert.equal(readProxyHeader(Buffer.from(text)), 'absent');
  }
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readProxyHeader(Buffer.from(bytes))));
});
