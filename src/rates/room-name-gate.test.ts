/** Attempts at room names are limited, since a taken name may be that of a private room. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressLimits } from '../chat/limits/addresses.ts';
import { AddressRoomNameGate, TAKEN_NAME_COST } from './room-name-gate.ts';

const HERE = '2001:db8:1:2::1';
const NEXT_DOOR = '2001:db8:1:2:ffff::9';
const ELSEWHERE = '2001:db8:1:3::1';

const RATE = { perSecond: 1, burst: 3 * TAKEN_NAME_COST };

let now = 0;

function newGate(rate = RATE): AddressRoomNameGate {
  now = 0;
  return new AddressRoomNameGate(rate, new AddressLimits(false), () => now);
}

/** How many attempts `asker` has from `address` before the next must wait. */
function tries(gate: AddressRoomNameGate, asker: string, address: string, taken: boolean): number {
  let count = 0;
  for (; count < 1000 && gate.waitMs(asker, address) === 0; count++)
    gate.tried(asker, address, taken);
  return count;
}

test('a taken name counts as a hundred new ones, and recovers as slowly', () => {
  const gate = newGate();
  assert.equal(tries(gate, 'a', HERE, true), 3);
  now += 99_000;
  assert.equal(tries(gate, 'a', HERE, true), 0);
  now += 1000;
  assert.equal(tries(gate, 'a', HERE, true), 1);
  now += 300_000;
  // The last hundred would be too few for an attempt at a taken name.
  assert.equal(tries(gate, 'a', HERE, false), 2 * TAKEN_NAME_COST + 1);
});

test('an address has one allowance for all its people, and a person one for all their addresses', () => {
  const gate = newGate();
  assert.equal(tries(gate, 'a', HERE, true), 3);
  assert.equal(tries(gate, 'b', NEXT_DOOR, true), 0);
  assert.equal(tries(gate, 'a', ELSEWHERE, true), 0);
  assert.equal(tries(gate, 'b', ELSEWHERE, true), 3);
});

test('loopback has no limit as an address, but each person there has one', () => {
  const gate = newGate();
  assert.equal(tries(gate, 'a', '127.0.0.1', true), 3);
  assert.equal(tries(gate, 'b', '127.0.0.1', true), 3);
  assert.equal(tries(gate, 'a', '127.0.0.1', true), 0);
});

test('off means no limit', () => {
  const gate = newGate({ perSecond: Number.POSITIVE_INFINITY, burst: 300 });
  assert.equal(tries(gate, 'a', HERE, true), 1000);
});
