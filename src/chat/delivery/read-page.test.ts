/** Stored messages as their readers get them, in the form of the contracts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { StoredExtras } from '../archive.ts';
import { readPage } from './read-page.ts';

const reactions = [
  { emoji: '👍', count: 3, mine: true },
  { emoji: '🎉', count: 1, mine: false },
];
const extras: StoredExtras = {
  guest: null,
  reply: 9,
  as: null,
  editedAt: 5,
  deleted: false,
  pinned: true,
  reactions,
};

/** What alice gets of her message to bob. */
function told(more: StoredExtras | undefined, text = 'Hi') {
  const scene = new Scene();
  const [from, to] = ['alice', 'bob'].map((name) => {
    scene.registered(name);
    return scene.hub.accountOf(name)?.id ?? assert.fail();
  });
  assert.ok(from !== undefined && to !== undefined);
  const stored = { id: 12, at: 7, from, to, text: Buffer.from(text) };
  const message = more === undefined ? stored : { ...stored, more };
  const { data, texts } = readPage(scene.hub, { messages: [message], more: false });
  assert.deepEqual(texts, [message.text]);
  return data.messages[0];
}

const plain = { id: 12, at: 7, from: 'alice', to: 'bob', bytes: 2 };

test('most have nothing but what was said', () => {
  assert.deepEqual(told(undefined), plain);
});

test('what became of it is told with it', () => {
  assert.deepEqual(told(extras), {
    ...{ ...plain, reply: 9, edited: 5, pinned: true },
    reactions: [
      { emoji: '👍', count: 3, mine: true },
      { emoji: '🎉', count: 1 },
    ],
  });
});

test('it is nothing but that of a message that was deleted', () => {
  const deleted = { ...extras, deleted: true };
  assert.deepEqual(told(deleted, ''), { ...plain, bytes: 0, reply: 9, deleted: true });
});
