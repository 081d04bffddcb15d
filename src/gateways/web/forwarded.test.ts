import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, test } from 'node:test';
import { TrustedProxies } from '../../net/trusted-proxies.ts';
import { type ForwardingHeader, readForwarded } from './forwarded.ts';

const trusted = new TrustedProxies(['10.0.0.0/8', '127.0.0.1']);

function read(header: ForwardingHeader, headers: IncomingHttpHeaders, peer = '10.9.9.9') {
  const proxies = {
    header,
    trusts: (address: string) => trusted.trusts(address),
    client: (chain: readonly (string | null)[], from: string) => trusted.client(chain, from),
  };
  const { address, secure } = readForwarded(headers, peer, proxies) ?? {};
  return [address, secure];
}

/** What a client adds to its own request, for all that it may try. */
const forged: IncomingHttpHeaders = {
  forwarded: 'for=198.51.100.1;proto=https',
  'x-real-ip': '198.51.100.2',
  'x-client-ip': '198.51.100.3',
};

describe('X-Forwarded-For', () => {
  const cases: readonly (readonly [string, string | undefined, string, boolean | null])[] = [
    ['192.0.2.1', undefined, '192.0.2.1', null],
    ['192.0.2.1:4711', undefined, '192.0.2.1', null],
    ['2001:DB8::1', undefined, '2001:db8::1', null],
    ['[2001:db8::1]:4711', undefined, '2001:db8::1', null],
    ['::ffff:192.0.2.1', undefined, '192.0.2.1', null],
    // What the client itself wrote stands before what the proxy adds.
    ['198.51.100.1, 192.0.2.1', undefined, '192.0.2.1', null],
    ['127.0.0.1, 192.0.2.1', undefined, '192.0.2.1', null],
    ['192.0.2.1, 10.0.0.1,10.0.0.2', undefined, '192.0.2.1', null],
    ['192.0.2.1,, 10.0.0.1 ,', undefined, '192.0.2.1', null],
    // All are proxies: the first asked.
    ['10.0.0.1, 10.0.0.2', undefined, '10.0.0.1', null],
    // What is hidden or nonsense is nobody that we know, and nobody before it is.
    ['192.0.2.1, nonsense', undefined, 'unknown', null],
    ['192.0.2.1, unknown, 10.0.0.1', undefined, 'unknown', null],
    ['192.0.2.1, 192.0.2.256', undefined, 'unknown', null],
    ['', undefined, 'unknown', null],
    // Another machine's loopback is not ours.
    ['127.0.0.1', undefined, 'unknown', null],
    ['::1', 'https', 'unknown', true],
    ['192.0.2.1', 'HTTPS', '192.0.2.1', true],
    ['192.0.2.1', 'http', '192.0.2.1', false],
    ['192.0.2.1', 'nonsense', '192.0.2.1', false],
    ['192.0.2.1', 'https, https', '192.0.2.1', true],
    ['192.0.2.1', 'https, http', '192.0.2.1', false],
    ['192.0.2.1', 'http, https', '192.0.2.1', false],
  ];
  for (const [value, proto, address, secure] of cases) {
    test(`${value}${proto === undefined ? '' : `, by ${proto}`}`, () => {
      const headers = { ...forged, 'x-forwarded-for': value };
      const all = proto === undefined ? headers : { ...headers, 'x-forwarded-proto': proto };
      assert.deepEqual(read('x-forwarded-for', all), [address, secure]);
    });
  }

  test('its scheme alone is not believed', () => {
    const headers = { ...forged, 'x-forwarded-proto': 'https' };
    assert.deepEqual(read('x-forwarded-for', headers), ['unknown', null]);
  });
});

describe('Forwarded', () => {
  const cases: readonly (readonly [string, string, boolean | null])[] = [
    ['for=192.0.2.1', '192.0.2.1', null],
    ['for=192.0.2.1;proto=https', '192.0.2.1', true],
    ['For="[2001:db8::1]:4711" ; Proto=http', '2001:db8::1', false],
    ['for=[2001:db8::1];by=10.0.0.1;host=chat.example;proto=HTTPS;', '2001:db8::1', true],
    ['for="192.0.2.1:4711"', '192.0.2.1', null],
    // The scheme by which the client itself came.
    ['for=198.51.100.1, for=192.0.2.1;proto=https, for=10.0.0.1;proto=http', '192.0.2.1', true],
    ['for=192.0.2.1, for=10.0.0.1;proto=https', '192.0.2.1', null],
    ['for=198.51.100.1;proto=https, for=192.0.2.1', '192.0.2.1', null],
    // What a client leaves open does not swallow what comes behind.
    ['for="198.51.100.1, for=192.0.2.1;proto=http', '192.0.2.1', false],
    ['for="\\", for=192.0.2.1', '192.0.2.1', null],
    ['for=unknown;proto=https', 'unknown', true],
    ['for=_hidden, for=10.0.0.1', 'unknown', null],
    ['proto=https', 'unknown', true],
    ['for=192.0.2.1;for=198.51.100.1;proto=https', 'unknown', null],
    ['for=192.0.2.1;nonsense', 'unknown', null],
    ['nonsense', 'unknown', null],
    ['', 'unknown', null],
  ];
  for (const [value, address, secure] of cases) {
    test(value, () => {
      const others = { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-proto': 'https' };
      assert.deepEqual(read('forwarded', { ...others, forwarded: value }), [address, secure]);
    });
  }
});

test('loopback is this machine where the word of it has not left it', () => {
  const local = { 'x-forwarded-for': '127.0.0.1' };
  assert.deepEqual(read('x-forwarded-for', local, '127.0.0.1'), ['127.0.0.1', null]);
  const far = { 'x-forwarded-for': '127.0.0.1, 127.0.0.1, 10.0.0.1' };
  assert.deepEqual(read('x-forwarded-for', far, '127.0.0.1'), ['unknown', null]);
});

test('nobody else is believed, and nothing where no header is named', () => {
  const headers = { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' };
  assert.deepEqual(read('x-forwarded-for', headers, '192.0.2.9'), [undefined, undefined]);
  const { trusts, client } = trusted;
  const none = { header: null, trusts: trusts.bind(trusted), client: client.bind(trusted) };
  assert.equal(readForwarded(headers, '10.0.0.1', none), null);
});
