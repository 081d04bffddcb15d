import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChatClient } from '../../client/browser.ts';
import { Chat } from './chat.ts';
import {
  nextConversation,
  nextUnread,
  orderedConversations,
  orderedPeople,
  orderedRooms,
  previousConversation,
  previousUnread,
} from './order.ts';

function chatWith(...names: string[]): Chat {
  const world = {
    now: () => 0,
    after: () => () => {},
    drafts: { get: () => '', set() {}, waits() {}, clear() {}, moveTo() {} },
  };
  // The order asks the server for nothing.
  const chat = new Chat({} as ChatClient, world);
  for (const name of names) chat.conversation(name);
  return chat;
}

function names(conversations: readonly { readonly name: string }[]): string {
  return conversations.map(({ name }) => name).join(' ');
}

describe('the order of conversations', () => {
  test('has rooms by name, with numbers as numbers, and those that were left at the end', () => {
    const chat = chatWith('#room-10', '#Zoo', '#apple', '#room-9', 'bob', '#left');
    chat.conversation('#left').left.value = true;
    chat.conversation('#apple').latest.value = 1;
    assert.equal(names(orderedRooms(chat)), '#apple #room-9 #room-10 #Zoo #left');
  });

  test('has people by what was said last, then by name', () => {
    const chat = chatWith('carol', 'bob', 'alice', '#room');
    chat.conversation('bob').latest.value = 1000;
    assert.equal(names(orderedPeople(chat)), 'bob alice carol');
  });

  test('is the same for names that look alike, whichever came first', () => {
    const [one, other] = ['a01', 'a1'];
    const first = names(orderedPeople(chatWith(one, other)));
    assert.equal(names(orderedPeople(chatWith(other, one))), first);
  });

  test('has rooms before people', () => {
    assert.equal(names(orderedConversations(chatWith('alice', '#z'))), '#z alice');
  });
});

describe('from one conversation to the next', () => {
  test('goes round, both ways', () => {
    const chat = chatWith('#a', '#b', 'carol');
    chat.current.value = chat.conversation('carol');
    assert.equal(nextConversation(chat)?.name, '#a');
    assert.equal(previousConversation(chat)?.name, '#b');
    chat.current.value = chat.conversation('#a');
    assert.equal(nextConversation(chat)?.name, '#b');
    assert.equal(previousConversation(chat)?.name, 'carol');
  });

  test('begins at the top, or at the bottom, where none is open', () => {
    const chat = chatWith('#a', 'bob');
    assert.equal(nextConversation(chat)?.name, '#a');
    assert.equal(previousConversation(chat)?.name, 'bob');
  });

  test('leads nowhere where there is no other', () => {
    const chat = chatWith('bob');
    chat.current.value = chat.conversation('bob');
    assert.equal(nextConversation(chat), null);
    assert.equal(previousConversation(chat), null);
    assert.equal(nextConversation(chatWith()), null);
  });

  test('finds what was not read, and never the one that is open', () => {
    const chat = chatWith('#a', '#b', '#c', 'dan');
    chat.current.value = chat.conversation('#b');
    for (const name of ['#b', '#a', 'dan']) chat.conversation(name).unread.value = 2;
    assert.equal(nextUnread(chat)?.name, 'dan');
    assert.equal(previousUnread(chat)?.name, '#a');
    for (const name of ['#a', 'dan']) chat.conversation(name).unread.value = 0;
    assert.equal(nextUnread(chat), null);
  });
});
