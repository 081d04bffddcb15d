import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestOf } from './largest.ts';

interface Peer {
  readonly name: string;
  readonly address: string | null;
  readonly size: number;
}

function peer(name: string, address: string | null, size: number): Peer {
  return { name, address, size };
}

const names = (peers: readonly Peer[], excess: number) => {
  const found = largestOf(
    peers,
    ({ size }) => size,
    ({ address }) => address,
    excess,
  );
  return found.map(({ name }) => name).join(' ');
};

test('of single holders the largest goes, and those half as large where that is not enough', () => {
  const peers = [
    peer('a', null, 40),
    peer('b', null, 100),
    peer('c', null, 60),
    peer('d', null, 0),
  ];
  assert.equal(names(peers, 1), 'b');
  assert.equal(names(peers, 100), 'b');
  assert.equal(names(peers, 150), 'b c');
  assert.equal(names(peers, 1000), 'b c');
  assert.equal(names([peer('nothing', null, 0)], 1), '');
});

test('many small holders at one address go before a larger one at another', () => {
  const many = Array.from({ length: 10 }, (_, i) => peer(`m${i}`, '192.0.2.1', 50));
  const peers = [peer('reader', '192.0.2.2', 100), peer('other', '192.0.2.3', 20), ...many];
  assert.equal(names(peers, 1), 'm0');
  assert.equal(names(peers, 120), 'm0 m1 m2');
  assert.equal(names([...peers, peer('proxied', null, 600)], 1), 'proxied');
});
