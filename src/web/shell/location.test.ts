import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChatClient } from '../../client/browser.ts';
import { Chat } from '../state/chat.ts';
import { type AddressBar, watchLocation } from './location.ts';
import { type Route, routeOf } from './route.ts';

/** A browser's history, going back as late as a browser does. */
class Bar implements AddressBar {
  entries: { hash: string; before: string | null }[];
  at = 0;
  #moved: () => void = () => {};
  follow: (route: Route) => void = () => {};

  constructor(hash: string) {
    this.entries = [{ hash, before: null }];
  }

  get #entry() {
    return this.entries[this.at] as { hash: string; before: string | null };
  }

  get hash(): string {
    return this.#entry.hash;
  }

  get before(): string | null {
    return this.#entry.before;
  }

  push(hash: string, before: string): void {
    this.entries.splice(++this.at, Number.POSITIVE_INFINITY, { hash, before });
  }

  replace(hash: string): void {
    this.#entry.hash = hash;
  }

  back(): void {
    queueMicrotask(() => this.go(-1));
  }

  go(steps: number): void {
    this.at += steps;
    this.#moved();
  }

  watch(moved: () => void, followed: (route: Route) => void): () => void {
    this.#moved = moved;
    this.follow = followed;
    return () => {
      this.#moved = () => {};
    };
  }

  get trail(): string {
    return this.entries.map(({ hash }, i) => (i === this.at ? `[${hash}]` : hash)).join(' ');
  }
}

/** A server that has message 7, in a conversation with bob, and no other. */
const client = {
  context: async (id: number) => {
    if (id !== 7) throw new Error('not there');
    const message = { ...{ id, at: 1, from: 'bob', to: 'alice', text: 'hi' }, reactions: [] };
    return { with: 'bob', messages: [message], more: false };
  },
  history: async () => ({ messages: [], more: false }),
  who: async () => ({}),
  presence: async () => [],
} as unknown as ChatClient;

function at(hash: string) {
  const bar = new Bar(hash);
  const world = {
    now: () => 0,
    after: () => () => {},
    drafts: { get: () => '', set() {}, waits() {}, clear() {}, moveTo() {} },
  };
  const chat = new Chat(client, world);
  chat.me.value = { name: 'alice', registered: true, operator: false };
  const problems: string[] = [];
  const end = watchLocation(
    chat,
    { clear: () => {}, tell: (problem) => problems.push(problem) },
    bar,
  );
  return { bar, chat, problems, end };
}

/** Until what was asked for is answered. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the address of the page', () => {
  test('says which conversation is open', () => {
    const { bar, chat } = at('');
    chat.open('bob');
    chat.open('#lunch');
    assert.equal(bar.trail, ' #in=bob [#in=%23lunch]');
  });

  test('leads back, and on again', () => {
    const { bar, chat } = at('');
    chat.open('bob');
    chat.open('#lunch');
    bar.go(-1);
    assert.equal(chat.current.value?.name, 'bob');
    bar.go(-1);
    assert.equal(chat.current.value, null);
    bar.go(2);
    assert.equal(chat.current.value?.name, '#lunch');
    assert.equal(bar.trail, ' #in=bob [#in=%23lunch]');
  });

  test('goes back where a conversation is closed that was opened from the list', async () => {
    const { bar, chat } = at('');
    chat.open('bob');
    chat.close();
    await settled();
    assert.equal(bar.trail, '[] #in=bob');
    assert.equal(chat.current.value, null);
  });

  test('keeps up with somebody who is quicker than the browser', async () => {
    const { bar, chat } = at('');
    chat.open('bob');
    chat.close();
    chat.open('#lunch');
    await settled();
    assert.equal(bar.trail, ' [#in=%23lunch]');
    assert.equal(chat.current.value?.name, '#lunch');
  });

  test('opens a conversation', () => {
    const { bar, chat } = at('#in=%23lunch');
    assert.equal(chat.current.value?.name, '#lunch');
    chat.close();
    assert.equal(bar.trail, '#in=%23lunch []');
  });

  test('may be written as the browser likes', () => {
    const { bar, chat } = at('#in=#lunch');
    assert.equal(chat.current.value?.name, '#lunch');
    assert.equal(bar.trail, '[#in=#lunch]');
  });

  test('finds what is called the same', () => {
    const { bar, chat } = at('');
    chat.conversation('#Lunch');
    bar.follow(routeOf('#in=%23lunch'));
    assert.equal(chat.current.value?.name, '#Lunch');
  });

  test('leads to a message, then says where that is', async () => {
    const { bar, chat, problems } = at('#message-7');
    assert.equal(bar.trail, '[#message-7]');
    await settled();
    assert.equal(chat.current.value?.name, 'bob');
    assert.equal(chat.current.value?.target.value?.id, 7);
    assert.equal(bar.trail, '[#in=bob]');
    assert.deepEqual(problems, []);
  });

  test('tells of a message that is not there', async () => {
    const { bar, chat, problems } = at('#message-8');
    await settled();
    assert.equal(chat.current.value, null);
    assert.equal(problems.length, 1);
    assert.equal(bar.trail, '[]');
  });

  test('follows a link to a message that somebody wrote', async () => {
    const { bar, chat } = at('#in=%23lunch');
    bar.follow(routeOf('#message-7'));
    await settled();
    assert.equal(chat.current.value?.name, 'bob');
    assert.equal(bar.trail, '#in=%23lunch [#in=bob]');
  });

  test('is left alone once the chat is over', () => {
    const { bar, chat, end } = at('');
    end();
    chat.open('bob');
    assert.equal(bar.trail, '[]');
  });
});
