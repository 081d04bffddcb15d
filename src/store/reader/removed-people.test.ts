/** What people who were removed wrote is not read any more, though it is not erased yet. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDatabase } from '../../../test/support/chat/memory-database.ts';
import { account, member, message, removed, room } from '../../../test/support/store/stores.ts';
import { conversationsOf } from '../../chat/stored/conversations.ts';
import { messageWith } from '../../chat/stored/message.ts';
import { missedBy, unreadBy } from '../../chat/stored/unread.ts';

test('it is neither missed nor unread, nor found by its id', () => {
  // Nothing erases it here.
  const database = new MemoryDatabase();
  const people = [account(1), account(2), account(3), room(1, [2]), member(1, 1)];
  database.write([...people, message(1, 2, 'gone'), message(1, -1, 'gone too')], 1000);
  const ids = (page: { readonly messages: readonly { readonly id: number }[] }) =>
    page.messages.map(({ id }) => id);
  const all = { account: 2, after: 0, limit: 1 };
  assert.deepEqual(ids(database.answer(missedBy, all)), [6]);
  assert.equal(database.answer(unreadBy, all).length, 2);

  database.write([removed(1)], 2000);
  // An empty page that has more behind it would be asked for again and again.
  assert.deepEqual(database.answer(missedBy, all), { messages: [], more: false });
  assert.deepEqual(database.answer(unreadBy, all), []);
  assert.deepEqual(database.answer(conversationsOf, { ...all, beneath: null }).conversations, []);
  assert.deepEqual(database.answer(messageWith, { id: 6 }), { message: null });

  database.write([message(3, 2, 'later')], 3000);
  assert.deepEqual(ids(database.answer(missedBy, all)), [9]);
});
