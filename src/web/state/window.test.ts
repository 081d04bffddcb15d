/** The window on a conversation, against what a simple list would be. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Message } from '../../client/browser.ts';
import { arrived, type ChatMessage, written } from './messages.ts';
import {
  EMPTY,
  goingOn,
  newestKept,
  oldestKept,
  opened,
  WINDOW_ITEMS_MAX,
  type Window,
  withChange,
  withEarlier,
  withLater,
  withNew,
  withUnsent,
} from './window.ts';

function message(id: number | null): ChatMessage {
  const given: Message = {
    from: 'bob',
    to: 'alice',
    text: `message ${id}`,
    id,
    at: 0,
    guest: false,
    reply: null,
  };
  return arrived(given, false, 0);
}

function messages(from: number, to: number): ChatMessage[] {
  return Array.from({ length: to - from }, (_, at) => message(from + at));
}

const ids = ({ items }: Window) =>
  items.map((item) => (item.kind === 'message' ? item.id : 'notice'));

describe('a window', () => {
  test('takes pages on both sides, each message once', () => {
    let window = opened(messages(50, 60), true, true);
    window = withEarlier(window, messages(40, 52), true);
    window = withLater(window, messages(58, 70), false);
    assert.deepEqual(ids(window), ids(opened(messages(40, 70), true, false)));
    assert.equal(oldestKept(window), 40);
    assert.equal(newestKept(window), 69);
  });

  test('lets go of what is far away, and knows that it is there', () => {
    let window = opened(messages(1000, 1050), true, false);
    for (let at = 950; at >= 500; at -= 50) {
      window = withEarlier(window, messages(at, at + 50), true);
    }
    assert.equal(window.items.length, WINDOW_ITEMS_MAX);
    assert.ok(window.later);
    assert.equal(oldestKept(window), 500);
    // What comes is not shown beside what is far from it.
    assert.equal(withNew(window, message(2000), true), window);
    for (let at = 800; at < 1050; at += 50) {
      window = withLater(window, messages(at, at + 50), at < 1000);
    }
    assert.equal(window.items.length, WINDOW_ITEMS_MAX);
    assert.equal(newestKept(window), 1049);
    assert.ok(window.earlier && !window.later);
  });

  test('keeps its end for whoever has turned there while an earlier page was on its way', () => {
    let window = opened(messages(1000, 1280), true, false);
    window = withEarlier(window, messages(950, 1000), false, true);
    assert.equal(window.items.length, WINDOW_ITEMS_MAX);
    assert.equal(newestKept(window), 1279);
    assert.ok(window.earlier && !window.later);
    window = withEarlier(opened(messages(0, 400), true, false), messages(400, 450), true, true);
    assert.equal(newestKept(window), 399);
    assert.equal(window.items.length, 400);
  });

  test('puts what was written here where everybody has it', () => {
    const mine = written('alice', 'mine', {}, false, 0);
    let window = opened([message(1)], false, false);
    window = withNew(window, mine, true);
    window = withNew(window, message(2), true);
    window = withNew(window, message(4), true);
    assert.deepEqual(ids(window), [1, null, 2, 4]);
    window = withChange(window, mine.key, (one) => ({ ...one, id: 3 }));
    assert.deepEqual(ids(window), [1, 2, 3, 4]);
  });

  test('never lets go of what is not sent, and has it in no place that is not its own', () => {
    const mine = written('alice', 'mine', {}, false, 0);
    const keys = (window: Window) => window.items.filter(({ key }) => key === mine.key).length;
    let window = withNew(opened(messages(1000, 1100), true, false), mine, true);
    for (let at = 950; at >= 500; at -= 50) {
      window = withEarlier(window, messages(at, at + 50), true);
    }
    assert.ok(window.later);
    assert.deepEqual([ids(window).at(-1), keys(window)], [null, 1]);
    for (let at = 800; at < 1200; at += 50) {
      window = withLater(window, messages(at, at + 50), at < 1150);
    }
    assert.deepEqual(ids(window).slice(-2), [1199, null]);
    for (let id = 1200; id < 2200; id++) window = withNew(window, message(id), true);
    assert.equal(keys(window), 1);
    assert.ok(window.items.length <= 2 * WINDOW_ITEMS_MAX);
    window = withUnsent(opened(messages(1, 50), true, true), window);
    window = withUnsent(window, window);
    assert.deepEqual([ids(window).at(-1), keys(window)], [null, 1]);
    // Written while others are known to come first.
    const other = written('alice', 'other', {}, false, 0);
    window = withNew(window, other, true);
    assert.equal(window.items.at(-1)?.key, other.key);
    const stored = { id: 3000, fate: 'stored' } as const;
    window = withChange(window, other.key, (one) => ({ ...one, ...stored }));
    assert.equal(newestKept(window), 49);
  });

  test('goes on with what it was, and has what nobody knew of once', () => {
    const sent = written('alice', 'sent', {}, false, 0);
    const unsure = written('alice', 'unsure', {}, false, 0);
    const again = written('alice', 'unsure', {}, false, 0);
    let window = opened([message(1)], false, false);
    for (const one of [sent, unsure, again]) window = withNew(window, one, true);
    window = withChange(window, sent.key, (one) => ({ ...one, id: 2, fate: 'stored' }));
    for (const { key } of [unsure, again]) {
      window = withChange(window, key, (one) => ({ ...one, fate: 'unsure' }));
    }
    const mine = (id: number, text: string) => ({ ...message(id), own: true, text });
    const page = opened([message(1), mine(2, 'sent'), mine(3, 'unsure')], false, false);
    const next = goingOn(page, window);
    assert.deepEqual(ids(next), [1, 2, 3, null]);
    const [, second, , last] = next.items;
    assert.ok(second?.kind === 'message' && second.key === sent.key && second.fate === 'stored');
    assert.equal(last?.key, again.key);
  });

  test('keeps what is read where it is, whatever comes', () => {
    let window = opened(messages(0, 2 * WINDOW_ITEMS_MAX), false, false);
    window = withNew(window, message(10_000), true, false);
    assert.equal(oldestKept(window), 0);
    assert.ok(window.later);
    window = opened(messages(0, 2 * WINDOW_ITEMS_MAX), false, false);
    window = withNew(window, message(10_000), false, false);
    assert.deepEqual([oldestKept(window), newestKept(window), window.later], [0, 10_000, false]);
  });

  test('has what was written here once, though a page had it before the answer', () => {
    const mine = written('alice', 'mine', {}, false, 0);
    let window = withNew(opened([message(1), message(2)], false, false), mine, true);
    window = withChange(window, mine.key, (one) => ({ ...one, id: 2 }));
    assert.deepEqual(ids(window), [1, 2]);
    assert.equal(window.items[1]?.key, mine.key);
  });

  test('has what is being sent once, though a page has it and the answer is still to come', () => {
    const now = 1_000_000;
    const [first, second, later] = ['ok', 'ok', 'and'].map((text) =>
      written('alice', text, {}, false, now),
    );
    assert.ok(first && second && later);
    let window = opened([message(1)], false, false);
    for (const one of [first, second, later]) window = withNew(window, one, true);
    const mine = (id: number, at: number) => ({ ...message(id), own: true, text: 'ok', at });
    // One of an hour ago is another.
    const page = [mine(2, now - 3_600_000), mine(3, now), mine(4, now)];
    window = withLater(window, page, false);
    assert.deepEqual(ids(window), [1, 2, 3, 4, null]);
    for (const [one, id] of [
      [first, 3],
      [second, 4],
      [later, 5],
    ] as const) {
      window = withChange(window, one.key, (it) => ({ ...it, id, fate: 'stored' }));
    }
    assert.deepEqual(ids(window), [1, 2, 3, 4, 5]);
  });

  test('has what is being sent once, though it comes as what another connection has sent', () => {
    const now = 1_000_000;
    const sent = written('alice', 'hi', {}, false, now);
    let window = withNew(opened([message(1)], false, false), sent, true);
    window = withNew(window, { ...message(2), own: true, text: 'hi', at: now }, true);
    assert.deepEqual([ids(window), window.items[1]?.key], [[1, 2], sent.key]);
    window = withChange(window, sent.key, (one) => ({ ...one, id: 2, fate: 'stored' }));
    assert.deepEqual(ids(window), [1, 2]);
  });

  test('has what was written here in the order of that, also while answers are still to come', () => {
    const [first, second] = ['first', 'second'].map((text) => written('alice', text, {}, false, 0));
    assert.ok(first && second);
    let window = opened([message(1)], false, false);
    for (const one of [first, second, message(2)]) window = withNew(window, one, true);
    window = withChange(window, first.key, (one) => ({ ...one, id: 3, fate: 'stored' }));
    assert.deepEqual(ids(window), [1, 2, 3, null]);
    window = withChange(window, second.key, (one) => ({ ...one, id: 4, fate: 'stored' }));
    assert.deepEqual(ids(window), [1, 2, 3, 4]);
  });

  test('shows nothing twice', () => {
    let window = withNew(EMPTY, message(7), true);
    window = withNew(window, message(7), true);
    window = withNew(window, message(-7), true);
    window = withNew(window, message(null), true);
    window = withNew(window, message(null), true);
    assert.deepEqual(ids(window), [7, -7, null, null]);
  });
});
