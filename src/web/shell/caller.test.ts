/** One of several tabs calls a person. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Caller } from './caller.ts';
import { at, Kept, keepIn } from './testing/kept.ts';

let kept: Kept;
let open: Set<string>;
let events: EventTarget;

beforeEach(() => {
  kept = new Kept();
  keepIn(kept);
  keepIn(new Kept(), 'sessionStorage');
  at('https://chat.example/');
  open = new Set();
  events = new EventTarget();
  Object.assign(globalThis, {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  });
});

function arrive(id: string, name = 'ann'): Caller {
  open.add(id);
  return new Caller({ id, isOpen: (other) => open.has(other) }, () => name);
}

/** What the other tabs hear of what one has written. */
function wrote(key: string): void {
  events.dispatchEvent(
    Object.assign(new Event('storage'), { key: `chinwag.${key}`, storageArea: kept }),
  );
}

function close(id: string): void {
  open.delete(id);
  wrote(`tab ${id}`);
}

test('the first does, until another has the focus', () => {
  const [one, two, guest] = [arrive('1'), arrive('2'), arrive('3', 'gus')];
  assert.deepEqual([one.isIt, two.isIt, guest.isIt], [true, false, true]);
  two.claim();
  assert.deepEqual([one.isIt, two.isIt, guest.isIt], [false, true, true]);
});

test('another does where the one that did is closed, or is not connected', () => {
  const [one, two] = [arrive('1'), arrive('2')];
  close('1');
  assert.equal(two.isIt, true);
  const three = arrive('3');
  two.ready = false;
  wrote('caller ann');
  assert.deepEqual([two.isIt, three.isIt], [false, true]);
  three.leave();
  two.ready = true;
  assert.equal(two.isIt, true);
  assert.deepEqual(Object.keys(kept), ['chinwag.caller ann']);
  two.leave();
  one.leave();
  assert.deepEqual(Object.keys(kept), []);
});

test('each does where the browser keeps nothing', () => {
  keepIn(null);
  assert.deepEqual([arrive('1').isIt, arrive('2').isIt], [true, true]);
});
