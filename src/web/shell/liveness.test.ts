/** What wakes the page, told by events as a browser sends them. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { hasSlept, onNetwork, onWake, type Wake } from './liveness.ts';

class Page extends EventTarget {
  visibilityState = 'visible';
  get hidden() {
    return this.visibilityState === 'hidden';
  }
}

let page: Page;
let frame: EventTarget;
let woken: Wake[];
let stop: () => void;

beforeEach(() => {
  mock.timers.enable({ apis: ['Date', 'setInterval'], now: 1_000_000 });
  page = new Page();
  frame = new EventTarget();
  Object.assign(globalThis, {
    document: page,
    addEventListener: frame.addEventListener.bind(frame),
  });
  woken = [];
  stop = onWake((wake) => woken.push(wake));
});

afterEach(() => {
  stop();
  mock.timers.reset();
});

function show(visibility: string): void {
  page.visibilityState = visibility;
  page.dispatchEvent(new Event('visibilitychange'));
}

/** Time as it passes: what is due in it runs in its second. */
function pass(milliseconds: number): void {
  for (let rest = milliseconds; rest > 0; rest -= 1000) mock.timers.tick(1000);
}

test('being shown again, and not being hidden', () => {
  show('hidden');
  assert.deepEqual(woken, []);
  show('visible');
  assert.deepEqual(woken, ['shown']);
});

test('the network is gone, and back', () => {
  const told: boolean[] = [];
  onNetwork((isThere) => told.push(isThere));
  frame.dispatchEvent(new Event('offline'));
  frame.dispatchEvent(new Event('online'));
  assert.deepEqual(told, [false, true]);
  assert.deepEqual(woken, []);
});

test('restored as it was, and not loaded', () => {
  frame.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  assert.deepEqual(woken, []);
  frame.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  assert.deepEqual(woken, ['restored']);
});

test('timers in time say nothing; a clock that jumped does', () => {
  pass(120_000);
  assert.deepEqual(woken, []);
  mock.timers.setTime(Date.now() + 3_600_000);
  pass(15_000);
  assert.deepEqual(woken, ['slept']);
  pass(120_000);
  assert.deepEqual(woken, ['slept']);
});

test('a page that nobody sees has late timers', () => {
  assert.equal(hasSlept(60_000, true), false);
  assert.equal(hasSlept(60_000, false), true);
  assert.equal(hasSlept(3_600_000, true), true);
  assert.equal(hasSlept(-3_600_000, false), false);
});

test('several at once are one occasion', () => {
  show('visible');
  page.dispatchEvent(new Event('resume'));
  assert.deepEqual(woken, ['shown']);
  mock.timers.tick(1000);
  page.dispatchEvent(new Event('resume'));
  assert.deepEqual(woken, ['shown', 'restored']);
});

test('until it is stopped', () => {
  stop();
  show('visible');
  mock.timers.setTime(Date.now() + 3_600_000);
  mock.timers.tick(15_000);
  assert.deepEqual(woken, []);
});
