/** The log as the hub uses it, and its state after a restart. */
import assert from 'node:assert/strict';
import { cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  account,
  clockAhead,
  contents,
  message,
  openStore,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import type { Outcome } from '../../chat/storage.ts';

describe('the log', () => {
  test('reports the outcome of each entry in order, asynchronously, with growing ids and times', async (t) => {
    const { store } = await openStore(temporaryFolder(t));
    const told: number[] = [];
    const outcomes: Outcome[] = [];
    for (let i = 0; i < 10_000; i++) {
      store.append(message(1 + (i % 7), 2, `number ${i}`), (outcome) => {
        told.push(i);
        outcomes.push(outcome);
      });
    }
    assert.equal(told.length, 0);
    assert.ok(store.pendingBytes > 0);
    await store.flush();
    assert.deepEqual(told, [...Array(10_000).keys()]);
    assert.equal(store.pendingBytes, 0);
    let last = { id: 0, at: 0 };
    const said = new Map<number, number>();
    for (const [index, outcome] of outcomes.entries()) {
      assert.ok(outcome.kind === 'durable' && outcome.id > last.id && outcome.at >= last.at);
      last = outcome;
      // In each conversation they rise.
      assert.ok(outcome.at > (said.get(index % 7) ?? 0));
      said.set(index % 7, outcome.at);
    }
  });

  test('gives messages of a conversation times that rise, over restarts and clocks that are set back', async (t) => {
    const folder = temporaryFolder(t);
    let last = 0;
    for (const ahead of [0, -5000, 5000, 0]) {
      const one = await openStore(folder, {}, { clockAhead: clockAhead(ahead) });
      const sent = Array.from({ length: 5 }, (_, i) => one.stored(message(1, 2, `${ahead} ${i}`)));
      await Promise.all(sent);
      const page = await one.history(1, 2);
      await one.close();
      const times = page?.messages.map(({ at }) => at) ?? [];
      assert.deepEqual(times, [...new Set(times)].sort());
      assert.ok((times.at(-5) as number) > last);
      last = times.at(-1) as number;
    }
  });

  test('keeps a copy of a text as it was when it was appended', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const text = new TextEncoder().encode('as it was');
    const done = new Promise((resolve) =>
      one.store.append({ kind: 'message', from: 1, to: 2, key: null, waits: false, text }, resolve),
    );
    text.fill(0);
    await done;
    assert.deepEqual(texts(await one.history(1, 2)), ['as it was']);
  });

  test('stores texts of every length', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const lengths = [1, 100, 4096, 65_535, 262_140, 262_140, 7];
    await Promise.all(lengths.map((length) => one.append(message(1, 2, 'x'.repeat(length)))));
    const page = await one.history(1, 2);
    assert.deepEqual(
      page?.messages.map(({ text }) => text.length),
      lengths,
    );
  });

  test('stores a message with a key once, whenever it is repeated', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    const [first, second] = await Promise.all([
      one.append(message(1, 2, 'first', { key: 'k' })),
      one.append(message(1, 2, 'second', { key: 'k' })),
      // Keys are unique for each sender.
      one.append(message(2, 1, 'third', { key: 'k' })),
    ]);
    assert.deepEqual(second, { ...first, kind: 'repeated' });
    await one.close();
    const two = await openStore(folder);
    assert.deepEqual(await two.append(message(1, 3, 'fourth', { key: 'k' })), second);
    assert.deepEqual(texts(await two.history(1, 2)), ['first', 'third']);
    assert.deepEqual(texts(await two.history(1, 3)), []);
  });

  test('keeps the order of entries appended in an answer', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      one.store.append(message(1, 2, 'a'), () => {
        order.push('a');
        one.store.append(message(1, 2, 'c'), () => resolve(void order.push('c')));
      });
      one.store.append(message(1, 2, 'b'), () => order.push('b'));
    });
    assert.deepEqual(order, ['a', 'b', 'c']);
    assert.deepEqual(texts(await one.history(1, 2)), ['a', 'b', 'c']);
  });
});

describe('stored data', () => {
  test('are there after a restart', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    const invitation = (code: string, by: number) =>
      ({ kind: 'invitation', invitation: { code, by, expiresAt: 9e12 } }) as const;
    const device = (id: number, owner: number) =>
      ({
        kind: 'device',
        device: { id, account: owner, label: `label ${id}`, token: `token ${id}`, createdAt: id },
      }) as const;
    for (const change of [
      invitation('used', 0),
      invitation('unused', 1),
      account(1, 'first password'),
      account(2),
      device(1, 1),
      device(2, 2),
      device(3, 1),
      { kind: 'device-removed', account: 1, device: 3 } as const,
      message(1, 2, 'four', { waits: true }),
      message(1, 2, 'five!', { waits: true }),
      message(2, 1, 'sixsix', { waits: true }),
    ]) {
      await one.stored(change);
    }
    const renamed = { id: 1, name: 'renamed', password: 'new password', createdAt: 1 };
    const changed = { ...renamed, operator: true, notices: false };
    await one.stored({ kind: 'account', account: changed, invitation: 'used', reservation: null });
    one.store.note({ kind: 'caught-up', account: 1 });
    one.store.note({ kind: 'received', account: 1, device: 0, upTo: 7 });
    one.store.note({ kind: 'received', account: 1, device: 0, upTo: 11 });
    one.store.note({ kind: 'received', account: 2, device: 2, upTo: 9 });
    await one.store.flush();
    // Positions never move back.
    one.store.note({ kind: 'received', account: 1, device: 0, upTo: 3 });
    await one.close();

    const { store } = await openStore(folder);
    const second = {
      id: 2,
      name: 'person2',
      password: null,
      createdAt: 2,
      operator: false,
      notices: true,
    };
    assert.deepEqual(store.stored, {
      accounts: [
        { ...changed, storedBytes: 9, cursor: 11 },
        { ...second, storedBytes: 6, cursor: 0 },
      ],
      waiting: [{ account: 2, from: 1, count: 2 }],
      guestBytes: 0,
      devices: [
        { id: 1, account: 1, label: 'label 1', token: 'token 1', createdAt: 1, cursor: 0 },
        { id: 2, account: 2, label: 'label 2', token: 'token 2', createdAt: 2, cursor: 9 },
      ],
      invitations: [{ code: 'unused', by: 1, expiresAt: 9e12 }],
      reservations: [],
      nextEntry: 13,
      nextAccount: 3,
      nextDevice: 4,
      nextRoom: 1,
      rooms: [],
      members: [],
      bans: [],
      roomMutes: [],
      roomInvitations: [],
      blocks: [],
    });
  });

  test('count messages as waiting after their recipient had caught up', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    one.store.append(account(1), () => {});
    one.store.append(message(2, 1, 'before', { waits: true }), () => {});
    one.store.append(message(3, 1, 'before', { waits: true }), () => {});
    one.store.note({ kind: 'caught-up', account: 1 });
    one.store.append(message(2, 1, 'after', { waits: true }), () => {});
    await one.close();
    const { store } = await openStore(folder);
    assert.deepEqual(store.stored.waiting, [{ account: 1, from: 2, count: 1 }]);
  });

  test('are in a copy of the files made while they are written', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const durable = await Promise.all(
      [...Array(2000).keys()].map((i) => one.stored(message(1, 2, `text ${i}`))),
    );
    for (let i = 0; i < 2000; i++) one.store.append(message(1, 2, `late ${i}`), () => {});
    const copy = temporaryFolder(t);
    for (const name of ['chinwag.db', 'chinwag.db-wal']) {
      cpSync(join(one.folder, name), join(copy, name));
    }
    const two = await openStore(copy);
    const page = await two.history(1, 2, { after: { id: 0 }, limit: 1000 });
    assert.deepEqual(
      page?.messages.map(({ id }) => id),
      durable.slice(0, 1000),
    );
    const next = await two.stored(message(1, 2, 'goes on'));
    assert.ok(next > (durable.at(-1) ?? 0));
  });

  test('are readable only by their owner', async (t) => {
    const folder = join(temporaryFolder(t), 'made', 'below');
    const one = await openStore(folder);
    await one.stored(message(1, 2, 'x'));
    await one.search(1, ['x']);
    await one.stored({
      kind: 'account-removed',
      account: 1,
      reservation: { name: 'gone', until: 9e12 },
    });
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    const names = [...contents(folder).keys()];
    assert.ok(names.length >= 6, names.join());
    for (const name of names) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  });
});
