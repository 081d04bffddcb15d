/** Tabs of one browser, told by events as a browser sends them. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Tab } from './tab.ts';
import { at, Kept, keepIn } from './testing/kept.ts';

/** A tab's page, as long as it is loaded. */
class Page extends EventTarget {
  visibilityState = 'visible';
  readonly frame = new EventTarget();
}

let page: Page;
/** What the tab of now keeps. */
let own: Kept;

beforeEach(() => {
  mock.timers.enable({ apis: ['Date', 'setInterval'], now: 1_000_000 });
  keepIn(new Kept());
  at('https://chat.example/');
});

afterEach(() => mock.timers.reset());

/** Loads the page in a tab that keeps `kept`. */
function load(kept: Kept): Tab {
  own = kept;
  keepIn(own, 'sessionStorage');
  page = new Page();
  const { frame } = page;
  Object.assign(globalThis, {
    document: page,
    addEventListener: frame.addEventListener.bind(frame),
  });
  return new Tab();
}

function leave({ frame }: Page): void {
  frame.dispatchEvent(new Event('pagehide'));
}

test('a tab is the same when it is loaded again, and a copy of it is another', () => {
  const first = load(new Kept());
  const copy = load(Object.assign(new Kept(), own));
  assert.notEqual(copy.id, first.id);
  leave(page);
  assert.equal(load(own).id, copy.id);
});

test('a tab is open until it is left', () => {
  const first = load(new Kept());
  const its = page;
  const second = load(new Kept());
  assert.equal(second.isOpen(first.id), true);
  for (let minutes = 0; minutes < 10; minutes++) mock.timers.tick(60_000);
  assert.equal(second.isOpen(first.id), true);
  keepIn(new Kept(), 'sessionStorage');
  leave(its);
  assert.equal(second.isOpen(first.id), false);
  // Gone back to, as it was.
  its.frame.dispatchEvent(new Event('pageshow'));
  assert.equal(second.isOpen(first.id), true);
});

test('a tab that ended without a word is not open for ever', () => {
  const first = load(new Kept());
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date', 'setInterval'], now: 1_000_000 });
  const second = load(new Kept());
  for (let minutes = 0; minutes < 4; minutes++) mock.timers.tick(60_000);
  assert.equal(second.isOpen(first.id), false);
  assert.equal(second.isOpen(second.id), true);
  const third = load(new Kept());
  const signs = Object.keys(localStorage).sort();
  assert.deepEqual(
    signs,
    [second, third].map(({ id }) => `chinwag.tab ${id}`).sort(),
    'no rubbish',
  );
});

test('a tab that ended while it was hidden, as on a phone, is the same when it is opened again', () => {
  const first = load(new Kept());
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(load(own).id, first.id);
});
