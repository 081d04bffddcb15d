/** Changes to an old message after the other person blocked its author are seen by the author alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  account,
  deleted,
  edited,
  left,
  member,
  message,
  type Opened,
  openStore,
  reaction,
  room,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { checkSearch } from '../search/search-check.ts';
import { checkData } from '../transfer/check.ts';

/** The texts that each of the two sees in their conversation. */
async function seen(one: Opened): Promise<(string[] | null)[]> {
  return [texts(await one.history(1, 2)), texts(await one.history(2, 1))];
}

const unseen = (id: number, text: string) => ({ ...edited(id, 1, text), hidden: true }) as const;

describe('an edit hidden from the other person', () => {
  for (const keepEdits of [true, false]) {
    test(`leaves the earlier text, with earlier texts ${keepEdits ? 'kept' : 'erased'}`, async (t) => {
      const folder = temporaryFolder(t);
      let one = await openStore(folder, { keepEdits });
      for (const id of [1, 2]) await one.stored(account(id));
      const id = await one.stored(message(1, 2, 'lunch'));
      await one.stored(unseen(id, 'dinner'));
      assert.deepEqual(await seen(one), [['dinner'], ['lunch']]);
      await one.stored(unseen(id, 'supper'));
      await one.close();
      // A server that keeps no earlier texts would erase them at its start.
      one = await openStore(folder, { keepEdits: false });
      await one.store.erased();
      assert.deepEqual(await seen(one), [['supper'], ['lunch']]);
      assert.deepEqual(texts(await one.search(1, ['supper'])), ['supper']);
      assert.deepEqual(texts(await one.search(2, ['supper'])), []);
      // The block is lifted.
      await one.stored(edited(id, 1, 'breakfast'));
      await one.store.erased();
      assert.deepEqual(await seen(one), [['breakfast'], ['breakfast']]);
      assert.deepEqual(await one.revisions(id), ['breakfast']);
      assert.deepEqual(texts(await one.search(2, ['breakfast'])), ['breakfast']);
      await one.stored(unseen(id, 'nothing'));
      await one.stored(deleted(id, 1));
      await one.store.erased();
      assert.deepEqual(await seen(one), [[''], ['']]);
      await one.close();
      const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
      assert.deepEqual([...checkData(folder, counts)], []);
      assert.deepEqual([...checkSearch(folder, { lookedFor: 0 })], []);
    });
  }
});

test('a reaction hidden from the other person counts only for its author', async (t) => {
  const one = await openStore(temporaryFolder(t));
  for (const id of [1, 2]) await one.stored(account(id));
  const id = await one.stored(message(2, 1, 'lunch'));
  const made = reaction(id, 1, '👍');
  assert.ok(made.kind === 'reaction');
  await one.stored({ ...made, hidden: true });
  const shown = async (who: number, peer: number) =>
    (await one.history(who, peer))?.messages[0]?.more?.reactions ?? [];
  assert.deepEqual(await shown(1, 2), [{ emoji: '👍', count: 1, mine: true }]);
  assert.deepEqual(await shown(2, 1), []);
  assert.deepEqual(await one.reactions(id), [{ emoji: '👍', account: 1, hidden: true }]);
  await one.stored(reaction(id, 1, '👍', false));
  assert.deepEqual(await shown(1, 2), []);
  await one.close();
});

test('people who leave a room while muted are still muted when they come back after a restart', async (t) => {
  const folder = temporaryFolder(t);
  let one = await openStore(folder);
  for (const id of [1, 2, 3]) await one.stored(account(id));
  await one.stored(room(1, [1]));
  const later = Date.now() + 3_600_000;
  for (const [who, mutedUntil] of [
    [2, later],
    [3, 1],
  ] as const) {
    const coming = member(1, who);
    assert.ok(coming.kind === 'member');
    await one.stored({ ...coming, member: { ...coming.member, mutedUntil } });
    await one.stored(left(1, who));
  }
  const reopened = async () => {
    await one.close();
    one = await openStore(folder);
    return one.store.stored.roomMutes;
  };
  assert.deepEqual(await reopened(), [{ room: 1, account: 2, until: later }]);
  await one.stored(member(1, 2));
  assert.deepEqual(await reopened(), []);
  await one.close();
});
