import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TelnetFilter } from './telnet-filter.ts';

const [IAC, SB, SE, WILL, DO, NOP] = [255, 250, 240, 251, 253, 241];

/** What is left of `bytes`, however they are cut. */
function strip(bytes: readonly number[], cuts: readonly number[] = []): string {
  const filter = new TelnetFilter();
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)];
  const parts = at.map((from, i) => filter.strip(Uint8Array.from(bytes.slice(from, at[i + 1]))));
  return Buffer.concat(parts).toString('latin1');
}

const ascii = (text: string) => [...Buffer.from(text)];

test('negotiation, commands, subnegotiation and NUL go; the rest stays', () => {
  const bytes = [
    ...[IAC, WILL, 31, IAC, DO, 1],
    ...ascii('login'),
    ...[IAC, NOP],
    ...ascii(' bob'),
    ...[IAC, SB, 31, 0, 80, IAC, IAC, 0, 24, IAC, SE],
    ...ascii('\r\0\r\n'),
  ];
  assert.equal(strip(bytes), 'login bob\r\r\n');
  fc.assert(
    fc.property(fc.array(fc.nat()), (cuts) => {
      assert.equal(strip(bytes, cuts), 'login bob\r\r\n');
    }),
  );
});

test('a doubled 0xff is one, so that it is seen not to be text', () => {
  assert.equal(strip([...ascii('a'), IAC, IAC, ...ascii('b')]), 'a\xffb');
});

test('what has nothing of telnet in it is not copied', () => {
  const chunk = Uint8Array.from(ascii('login bob\n'));
  assert.equal(new TelnetFilter().strip(chunk), chunk);
});
