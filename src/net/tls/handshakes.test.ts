/** The order of TLS handshakes. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { AddressLimits } from '../../chat/limits/addresses.ts';
import { type HandshakeSlot, Handshakes } from './handshakes.ts';

let handshakes: Handshakes;
let begun: string[];
const enter = (address: string): HandshakeSlot =>
  handshakes.enter(address, () => begun.push(address));

beforeEach(() => {
  handshakes = new Handshakes(16, new AddressLimits(false));
  begun = [];
});

test('one address gets an eighth of the slots, and further ones wait', () => {
  const crowd = Array.from({ length: 5 }, () => enter('192.0.2.1'));
  assert.deepEqual(begun, ['192.0.2.1', '192.0.2.1']);
  enter('192.0.2.2');
  assert.equal(begun.at(-1), '192.0.2.2');
  crowd[0]?.leave();
  assert.equal(begun.filter((one) => one === '192.0.2.1').length, 3);
});

test('an IPv6 network is one address, and this machine is exempt', () => {
  for (let i = 0; i < 4; i++) enter(`2001:db8::${i}`);
  assert.equal(begun.length, 2);
  for (let i = 0; i < 14; i++) enter('127.0.0.1');
  assert.equal(begun.length, 16);
});

test('a free slot goes to the address with the fewest, and there to the first in line', () => {
  const first = Array.from({ length: 16 }, (_, i) => enter(`192.0.2.${Math.floor(i / 2)}`));
  for (const address of ['192.0.2.1', '198.51.100.1', '192.0.2.0', '198.51.100.2']) enter(address);
  begun = [];
  first[0]?.leave();
  first[0]?.leave();
  assert.deepEqual(begun, ['198.51.100.1']);
  first[1]?.leave();
  first[2]?.leave();
  assert.deepEqual(begun, ['198.51.100.1', '192.0.2.0', '198.51.100.2']);
});

test('a connection that leaves while waiting frees no slot', () => {
  const first = Array.from({ length: 16 }, () => enter('127.0.0.1'));
  const waiting = enter('192.0.2.1');
  enter('192.0.2.2');
  waiting.leave();
  begun = [];
  first[0]?.leave();
  assert.deepEqual(begun, ['192.0.2.2']);
});
