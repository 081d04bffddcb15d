import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { AddressLimits } from '../chat/limits/addresses.ts';
import {
  AddressPasswordGate,
  PASSWORD_GATE_DEFAULTS,
  type PasswordGateSettings,
} from './password-gate.ts';

const STRANGER = '192.0.2.1';
const OWNER = '198.51.100.7';
const ALICE = 1;

class Clock {
  now = 0;
  readonly read = () => this.now;
}

function gateWith(
  change: Partial<PasswordGateSettings> = {},
  rememberedMax?: number,
  limits = new AddressLimits(false),
) {
  const clock = new Clock();
  const settings = { ...PASSWORD_GATE_DEFAULTS, ...change };
  return { clock, gate: new AddressPasswordGate(settings, limits, clock.read, rememberedMax) };
}

/** Makes a wrong guess, where that is allowed. */
function guess(gate: AddressPasswordGate, account: number, address: string): boolean {
  if (gate.waitMs(account, address) > 0) return false;
  gate.failed(account, address);
  return true;
}

/** How many wrong guesses are allowed when as many as possible are made. */
function guesses(gate: AddressPasswordGate, account: number, address: string): number {
  let made = 0;
  while (guess(gate, account, address)) made++;
  return made;
}

describe('a pair of account and address', () => {
  test('has a few failures free, then waits that double up to a bound', () => {
    const { gate, clock } = gateWith();
    assert.equal(guesses(gate, ALICE, STRANGER), 5);
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      clock.now += seconds * 1000 - 1;
      assert.equal(gate.waitMs(ALICE, STRANGER), 1, `${seconds} s`);
      clock.now += 1;
      assert.equal(guesses(gate, ALICE, STRANGER), 1, `${seconds} s`);
    }
  });

  test('is as good as new after a success', () => {
    const { gate, clock } = gateWith();
    guesses(gate, ALICE, STRANGER);
    clock.now += 1000;
    assert.equal(guess(gate, ALICE, STRANGER), true);
    gate.succeeded(ALICE, STRANGER);
    assert.equal(guesses(gate, ALICE, STRANGER), 5);
  });

  test('is as good as new after a rest', () => {
    const { gate, clock } = gateWith();
    guesses(gate, ALICE, STRANGER);
    clock.now += 3_600_000;
    assert.equal(guesses(gate, ALICE, STRANGER), 5);
  });

  test('is not used up by attempts that were never checked', () => {
    const { gate, clock } = gateWith();
    for (let i = 0; i < 1000; i++) {
      assert.equal(guess(gate, ALICE, STRANGER), true);
      gate.untried(ALICE, STRANGER);
    }
    assert.equal(gate.remembered, 1, 'the address');
    assert.equal(guesses(gate, ALICE, STRANGER), 5);
    gate.untried(ALICE, STRANGER);
    assert.equal(guesses(gate, ALICE, STRANGER), 1);
    clock.now += 1000;
    assert.equal(guess(gate, ALICE, STRANGER), true);
    gate.untried(ALICE, STRANGER);
    clock.now += 1000;
    assert.equal(gate.waitMs(ALICE, STRANGER), 0, 'its wait is not doubled');
  });

  test('waits alone: the owner elsewhere and other accounts here go on', () => {
    const { gate } = gateWith();
    guesses(gate, ALICE, STRANGER);
    assert.notEqual(gate.waitMs(ALICE, STRANGER), 0);
    assert.equal(gate.waitMs(ALICE, OWNER), 0);
    assert.equal(gate.waitMs(2, STRANGER), 0);
  });

  test('is guarded at loopback too', () => {
    const { gate } = gateWith();
    assert.equal(guesses(gate, ALICE, '127.0.0.1'), 5);
  });

  test('has one network of IPv6 for an address', () => {
    const { gate } = gateWith();
    assert.equal(guesses(gate, ALICE, '2001:db8::1'), 5);
    assert.notEqual(gate.waitMs(ALICE, '2001:db8::2'), 0);
    assert.equal(gate.waitMs(ALICE, '2001:db8:0:1::1'), 0);
  });
});

describe('an address', () => {
  test('has a burst of failures over all accounts, and then a rate', () => {
    const { gate, clock } = gateWith();
    let made = 0;
    for (let account = 1; account <= 100; account++) made += Number(guess(gate, account, STRANGER));
    assert.equal(made, 50);
    assert.notEqual(gate.waitMs(1000, STRANGER), 0);
    assert.equal(gate.waitMs(1000, OWNER), 0);
    clock.now += 6000;
    assert.equal(guess(gate, 1000, STRANGER), true);
    assert.equal(guess(gate, 1001, STRANGER), false);
  });

  test('is not used up by passwords that fit', () => {
    const { gate } = gateWith();
    for (let i = 0; i < 1000; i++) {
      assert.equal(guess(gate, i, STRANGER), true);
      gate.succeeded(i, STRANGER);
    }
  });

  test('is not used up by attempts that were never checked', () => {
    const { gate } = gateWith();
    for (let i = 0; i < 1000; i++) {
      assert.equal(guess(gate, i, STRANGER), true);
      gate.untried(i, STRANGER);
    }
  });

  test('is not limited at loopback, unless configured', () => {
    for (const limitLoopback of [false, true]) {
      const { gate } = gateWith({}, undefined, new AddressLimits(limitLoopback));
      let made = 0;
      for (let account = 1; account <= 100; account++) made += Number(guess(gate, account, '::1'));
      assert.equal(made, limitLoopback ? 50 : 100);
    }
  });

  test('has no limit where the rate is off', () => {
    const { gate } = gateWith({ addressFailures: { perSecond: Infinity, burst: 1 } });
    for (let account = 1; account <= 1000; account++) assert.ok(guess(gate, account, STRANGER));
  });
});

test('memory is bounded: those that failed longest ago are forgotten', () => {
  const { gate, clock } = gateWith({}, 100);
  guesses(gate, ALICE, OWNER);
  for (let i = 0; i < 10_000; i++) {
    clock.now++;
    guess(gate, i, `203.0.${i >> 8}.${i & 255}`);
    assert.ok(gate.remembered <= 200);
  }
  assert.equal(gate.waitMs(ALICE, OWNER), 0);
  // Expired ones are forgotten as soon as another fails.
  clock.now += 3_600_000;
  guess(gate, ALICE, STRANGER);
  assert.equal(gate.remembered, 2);
});

const tries = fc.array(
  fc.record({
    wait: fc.oneof(fc.nat(2000), fc.nat(400_000)),
    account: fc.integer({ min: 1, max: 3 }),
    address: fc.integer({ min: 1, max: 3 }),
    fits: fc.boolean(),
  }),
  { maxLength: 300 },
);

test('whatever strangers do, the owner at another address is never held up', () => {
  fc.assert(
    fc.property(tries, (list) => {
      const { gate, clock } = gateWith();
      for (const { wait, account, address } of list) {
        clock.now += wait;
        guess(gate, account, `192.0.2.${address}`);
        assert.ok(gate.waitMs(account, OWNER) === 0);
      }
    }),
  );
});

test('in any time a pair gets no more guesses than the free ones, the doubling ones, and one each longest wait', () => {
  const { freeFailures, waitMsMax, restMs } = PASSWORD_GATE_DEFAULTS;
  const doubling = 9;
  fc.assert(
    fc.property(fc.array(fc.nat(700_000), { maxLength: 300 }), (waits) => {
      const { gate, clock } = gateWith();
      let made = 0;
      for (const wait of waits) {
        clock.now += wait;
        made += guesses(gate, ALICE, STRANGER);
        const rests = Math.floor(clock.now / restMs);
        const ladders = (rests + 1) * (freeFailures + doubling);
        assert.ok(made <= ladders + clock.now / waitMsMax);
      }
    }),
  );
});

test('an address gets no more failures than its burst and its rate, however often it succeeds', () => {
  const { burst, perSecond } = PASSWORD_GATE_DEFAULTS.addressFailures;
  fc.assert(
    fc.property(tries, (list) => {
      const { gate, clock } = gateWith({ freeFailures: 1000 });
      let failures = 0;
      for (const { wait, account, fits } of list) {
        clock.now += wait / 100;
        if (!guess(gate, account, STRANGER)) continue;
        if (fits) gate.succeeded(account, STRANGER);
        else failures++;
        assert.ok(failures <= 2 * burst + (clock.now / 1000) * perSecond);
      }
    }),
  );
});
