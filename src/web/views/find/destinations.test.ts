import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChatClient, RoomDescription } from '../../../client/browser.ts';
import { Chat } from '../../state/chat.ts';
import { type Command, destinationsOf } from './destinations.ts';

const SETTINGS: Command = { kind: 'command', name: 'Settings', act: () => {} };
const SEARCH: Command = { kind: 'command', name: 'Search for it', act: () => {} };

function chatWith(...names: string[]): Chat {
  const world = {
    now: () => 0,
    after: () => () => {},
    drafts: { get: () => '', set() {}, waits() {}, clear() {}, moveTo() {} },
  };
  // Nothing is asked of the server.
  const chat = new Chat({} as ChatClient, world);
  chat.me.value = { name: 'me', registered: true, operator: false };
  for (const name of names) chat.conversation(name);
  return chat;
}

function room(name: string): RoomDescription {
  return { room: name, members: 3 } as RoomDescription;
}

function names(chat: Chat, query = '', rooms: readonly RoomDescription[] = []): string[] {
  return destinationsOf(chat, query, rooms, [SETTINGS], [SEARCH]).map(({ name }) => name);
}

describe('where one can go', () => {
  test('has what is unread first, then the latest, and the current one at the end', () => {
    const chat = chatWith('ann', 'bob', 'cat', '#d');
    chat.conversation('ann').latest.value = 9;
    chat.conversation('bob').latest.value = 5;
    chat.conversation('#d').unread.value = 1;
    chat.current.value = chat.conversation('ann');
    assert.deepEqual(names(chat), ['#d', 'bob', 'cat', 'ann', 'Settings', 'Search for it']);
  });

  test('has people who are here, once, and not oneself', () => {
    const chat = chatWith('bob');
    chat.directory.online.value = ['bob', 'eve', 'me'];
    assert.deepEqual(names(chat), ['bob', 'eve', 'Settings', 'Search for it']);
  });

  test('has rooms that the server knows, and one is not in', () => {
    const chat = chatWith('#garden');
    const found = names(chat, '#gar', [room('#garden'), room('#garage')]);
    assert.deepEqual(found, ['#garden', '#garage', 'Search for it']);
  });

  test('has a name that nothing is known of, if it can be one', () => {
    const chat = chatWith('bob');
    assert.deepEqual(names(chat, 'zed'), ['zed', 'Search for it']);
    assert.deepEqual(names(chat, 'bob'), ['bob', 'Search for it']);
    assert.deepEqual(names(chat, 'two words'), ['Search for it']);
    assert.deepEqual(names(chat, '#zed'), ['Search for it']);
  });
});
