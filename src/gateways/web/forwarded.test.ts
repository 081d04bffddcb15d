import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { test } from 'node:test';
import { type Forwarded, readForwarded } from './forwarded.ts';

const trusts = (address: string) => address.startsWith('10.');

const cases: readonly (readonly [IncomingHttpHeaders, Forwarded])[] = [
  [{}, { address: null, secure: false }],
  [{ 'x-forwarded-for': '192.0.2.1' }, { address: '192.0.2.1', secure: false }],
  [{ 'x-forwarded-for': '192.0.2.1:4711' }, { address: '192.0.2.1', secure: false }],
  [{ 'x-forwarded-for': '2001:db8::1' }, { address: '2001:db8::1', secure: false }],
  // What the client itself wrote stands before what the proxy adds.
  [{ 'x-forwarded-for': '198.51.100.1, 192.0.2.1' }, { address: '192.0.2.1', secure: false }],
  [{ 'x-forwarded-for': '192.0.2.1, 10.0.0.1,10.0.0.2' }, { address: '192.0.2.1', secure: false }],
  [{ 'x-forwarded-for': '10.0.0.1' }, { address: null, secure: false }],
  [{ 'x-forwarded-for': '192.0.2.1, nonsense' }, { address: null, secure: false }],
  [{ 'x-forwarded-proto': 'https' }, { address: null, secure: true }],
  [
    { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'HTTPS' },
    { address: '192.0.2.1', secure: true },
  ],
  [{ forwarded: 'for=192.0.2.1;proto=https' }, { address: '192.0.2.1', secure: true }],
  [
    { forwarded: 'For="[2001:db8::1]:4711" ; Proto=http' },
    { address: '2001:db8::1', secure: false },
  ],
  [
    { forwarded: 'for=198.51.100.1, for=192.0.2.1, for=10.0.0.1;proto=https' },
    { address: '192.0.2.1', secure: true },
  ],
  [{ forwarded: 'for=unknown' }, { address: null, secure: false }],
  [{ forwarded: 'for=_hidden, for=10.0.0.1' }, { address: null, secure: false }],
  [
    { forwarded: 'for=192.0.2.1', 'x-forwarded-for': '198.51.100.1' },
    { address: '192.0.2.1', secure: false },
  ],
];

for (const [headers, forwarded] of cases) {
  test(JSON.stringify(headers), () => assert.deepEqual(readForwarded(headers, trusts), forwarded));
}
