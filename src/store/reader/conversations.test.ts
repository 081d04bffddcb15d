/** The list of conversations: in the order of the newest messages that the account may see, page by page. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  account,
  block,
  deleted,
  edited,
  message,
  type Opened,
  openStore,
  removed,
  room,
  temporaryFolder,
} from '../../../test/support/store/stores.ts';

const HIDDEN = { more: { hidden: true } };

async function withPeople(one: Opened, count: number): Promise<void> {
  for (let id = 1; id <= count; id++) await one.stored(account(id));
}

/** The page without the times. */
async function pageOf(one: Opened, who: number, beneath: number | null = null, limit = 90) {
  const page = await one.conversations(who, beneath, limit);
  assert.ok(page !== null);
  return [page.conversations.map(({ peer, newest }) => [peer, newest]), page.more];
}

describe('the list of conversations', () => {
  test('has those with people, newest first, whoever wrote', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await withPeople(one, 5);
    await one.stored(room(1, [1]));
    await one.stored(message(1, 2, 'to bob'));
    const own = await one.stored(message(1, 1, 'a note'));
    const mine = await one.stored(message(1, 3, 'to carol'));
    const outcome = await one.append(message(2, 1, 'from bob'));
    assert.ok(outcome.kind === 'durable');
    const { id: theirs, at } = outcome;
    await one.stored(message(4, 5, 'of others'));
    await one.stored(message(1, -1, 'in a room'));
    const expected = [
      [2, theirs],
      [3, mine],
      [1, own],
    ];
    assert.deepEqual(await pageOf(one, 1), [expected, false]);
    assert.deepEqual((await one.conversations(1, null, 1))?.conversations, [
      { peer: 2, newest: theirs, at },
    ]);
    assert.deepEqual(await pageOf(one, 3), [[[1, mine]], false]);
    await one.close();
    const two = await openStore(folder);
    assert.deepEqual(await pageOf(two, 1), [expected, false]);
    assert.deepEqual(await pageOf(two, 9), [[], false], 'nobody');
  });

  test('continues below the last of a page', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withPeople(one, 6);
    const newest: number[][] = [];
    for (let peer = 2; peer <= 6; peer++) {
      newest.unshift([peer, await one.stored(message(peer, 1, 'hi'))]);
    }
    const last = (i: number) => newest[i]?.[1] as number;
    assert.deepEqual(await pageOf(one, 1, null, 2), [newest.slice(0, 2), true]);
    assert.deepEqual(await pageOf(one, 1, last(1), 2), [newest.slice(2, 4), true]);
    assert.deepEqual(await pageOf(one, 1, last(3), 2), [newest.slice(4), false]);
    assert.deepEqual(await pageOf(one, 1, last(2), 2), [newest.slice(3), false], 'just as many');
    assert.deepEqual(await pageOf(one, 1, last(4), 2), [[], false]);
  });

  test('keeps them as long as their messages, also edited and deleted ones', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withPeople(one, 3);
    const taken = await one.stored(message(2, 1, 'lunch'));
    const said = await one.stored(message(3, 1, 'soup'));
    await one.stored(edited(said, 3, 'more soup'));
    await one.stored(deleted(taken, 2));
    await one.stored(block(1, 3));
    assert.deepEqual(await pageOf(one, 1), [
      [
        [3, said],
        [2, taken],
      ],
      false,
    ]);
  });

  test('leaves out those with removed accounts, without ending a page early', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withPeople(one, 5);
    const said: number[] = [];
    for (const peer of [2, 3, 4, 5]) said.push(await one.stored(message(1, peer, 'hi')));
    for (const gone of [5, 3]) await one.stored(removed(gone));
    const [second = 0, , fourth = 0] = said;
    assert.deepEqual(await pageOf(one, 1, null, 1), [[[4, fourth]], true]);
    assert.deepEqual(await pageOf(one, 1, fourth, 1), [[[2, second]], false]);
    await one.store.erased();
    assert.deepEqual(await pageOf(one, 1, fourth, 1), [[[2, second]], false]);
    assert.deepEqual(await pageOf(one, 5), [[], false]);
  });
});

describe('a hidden message', () => {
  test('makes no conversation for the other person', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withPeople(one, 2);
    const hidden = await one.stored(message(2, 1, 'unseen', HIDDEN));
    assert.deepEqual(await pageOf(one, 2), [[[1, hidden]], false]);
    assert.deepEqual(await pageOf(one, 1), [[], false]);
    await one.stored(edited(hidden, 2, 'unseen still'));
    assert.deepEqual(await pageOf(one, 1), [[], false]);
  });

  test('is the newest of a conversation only for its author', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await withPeople(one, 3);
    const said = await one.stored(message(1, 2, 'lunch?'));
    const other = await one.stored(message(1, 3, 'lunch?'));
    const hidden = await one.stored(message(2, 1, 'unseen', HIDDEN));
    assert.deepEqual(await pageOf(one, 2), [[[1, hidden]], false]);
    const seen = [
      [3, other],
      [2, said],
    ];
    assert.deepEqual(await pageOf(one, 1), [seen, false]);
    assert.deepEqual(
      await pageOf(one, 2, hidden),
      [[], false],
      'its place is that of the hidden one',
    );
  });
});
