/** Reading conversations, compared with a model that keeps everything in a list. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  account,
  ids,
  message,
  type Opened,
  openStore,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import type { StoredMessage } from '../../chat/archive.ts';
import type { MessagePosition, Range } from '../../chat/stored/history.ts';
import type { UnreadCount } from '../../chat/stored/unread.ts';

const PEOPLE = 5;

/** The rules in their plainest form. */
class Model {
  readonly messages: Omit<StoredMessage, 'text'>[] = [];
  readonly places = new Map<number, number>();
  readonly read = new Map<string, number>();

  history(one: number, other: number, { before, after, limit }: Range) {
    const all = this.messages.filter(
      ({ from, to }) => (from === one && to === other) || (from === other && to === one),
    );
    const place = before ?? after;
    const fits = all.filter((each) => place === null || beyond(each, place, after !== null));
    const page = after === null ? fits.slice(-limit) : fits.slice(0, limit);
    return { ids: page.map(({ id }) => id), more: fits.length > page.length };
  }

  missed(who: number, after: number, limit: number) {
    const fits = this.messages.filter(
      ({ id, from, to }) =>
        to === who && from !== who && id > Math.max(after, this.read.get(`${who}/${from}`) ?? 0),
    );
    return { ids: fits.slice(0, limit).map(({ id }) => id), more: fits.length > limit };
  }

  unread(who: number): UnreadCount[] {
    const counts: UnreadCount[] = [];
    for (let peer = 1; peer <= PEOPLE; peer++) {
      if (peer === who) continue;
      const place = Math.max(this.places.get(who) ?? 0, this.read.get(`${who}/${peer}`) ?? 0);
      const theirs = this.messages.filter(
        ({ from, to, id }) => from === peer && to === who && id > place,
      );
      if (theirs.length === 0) continue;
      const newest = this.messages.findLast(
        ({ from, to }) => (from === peer && to === who) || (from === who && to === peer),
      );
      counts.push({ peer, count: theirs.length, mentions: 0, newest: newest?.id ?? 0 });
    }
    return counts.sort((a, b) => b.newest - a.newest);
  }
}

function beyond(
  each: { id: number; at: number },
  place: MessagePosition,
  forward: boolean,
): boolean {
  if ('id' in place) return forward ? each.id > place.id : each.id < place.id;
  return forward ? each.at >= place.at : each.at < place.at;
}

describe('the archive', () => {
  test('answers as the model does', async (t) => {
    const one = await openStore(temporaryFolder(t));
    for (let id = 1; id <= PEOPLE; id++) await one.stored(account(id));
    const model = new Model();
    const person = fc.integer({ min: 1, max: PEOPLE });
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('message'), a: person, b: person }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('read'), a: person, b: person }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('received'), a: person, b: person }) },
    );
    // One store for all runs, which only grows: any state is as good a start as an empty one.
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        person,
        person,
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        async (steps, who, peer, limit, pick) => {
          for (const { kind, a, b } of steps) await act(one, model, kind, a, b, pick);
          const chosen = model.messages[pick % (model.messages.length + 1)] ?? {
            id: 1e9,
            at: 9e12,
          };
          const nowhere = { before: null, after: null, limit };
          for (const range of [
            nowhere,
            { ...nowhere, before: { id: chosen.id } },
            { ...nowhere, after: { id: chosen.id } },
            { ...nowhere, before: { at: chosen.at } },
            { ...nowhere, after: { at: chosen.at } },
          ]) {
            const page = await one.history(who, peer, range);
            assert.deepEqual({ ids: ids(page), more: page?.more }, model.history(who, peer, range));
          }
          const missed = await one.missed(who, chosen.id - 20, limit);
          assert.deepEqual(
            { ids: ids(missed), more: missed?.more },
            model.missed(who, chosen.id - 20, limit),
          );
          assert.deepEqual(await one.unread(who), model.unread(who));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('sees everything appended before the query', async (t) => {
    const one = await openStore(temporaryFolder(t));
    for (let i = 0; i < 50; i++) {
      one.store.append(message(1, 2, `text ${i}`), () => {});
      assert.deepEqual(texts(await one.history(2, 1, { limit: 1 })), [`text ${i}`]);
    }
  });

  test('has the author, text and time of each message', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(account(9));
    const outcome = await one.append(message(9, 3, 'hello'));
    assert.ok(outcome.kind === 'durable');
    const { id, at } = outcome;
    const text = new TextEncoder().encode('hello');
    const expected = { messages: [{ id, at, from: 9, to: 3, text }], more: false };
    assert.deepEqual(await one.history(3, 9), expected);
    assert.deepEqual(await one.missed(3, 0), expected);
    assert.deepEqual(await one.search(3, ['hello']), expected);
  });

  test('ends a page early where texts are large, and has one message at least', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(account(1));
    const large = 'x'.repeat(262_140);
    await Promise.all(Array.from({ length: 10 }, () => one.append(message(1, 2, large))));
    const newest = await one.history(1, 2);
    assert.deepEqual([newest?.messages.length, newest?.more], [4, true]);
    const rest = await one.history(1, 2, { before: { id: newest?.messages[0]?.id ?? 0 } });
    assert.deepEqual([rest?.messages.length, rest?.more], [4, true]);
    const missed = await one.missed(2, 0);
    assert.deepEqual([missed?.messages.length, missed?.more], [4, true]);
  });

  test('counts unread messages up to a limit', async (t) => {
    const one = await openStore(temporaryFolder(t));
    await one.stored(account(1));
    await one.stored(account(2));
    let newest = 0;
    for (const id of await Promise.all(
      Array.from({ length: 1200 }, (_, i) => one.stored(message(1, 2, `${i}`))),
    )) {
      newest = id;
    }
    assert.deepEqual(await one.unread(2), [{ peer: 1, count: 1000, mentions: 0, newest }]);
    assert.deepEqual(await one.unread(1), []);
  });

  test('answers null above a limit of open queries', async (t) => {
    const one = await openStore(temporaryFolder(t));
    const answers = await Promise.all(Array.from({ length: 1100 }, () => one.history(1, 2)));
    assert.equal(answers.filter((answer) => answer === null).length, 1100 - 1024);
    assert.deepEqual(texts(await one.history(1, 2)), []);
  });
});

async function act(one: Opened, model: Model, kind: string, a: number, b: number, pick: number) {
  const newest = model.messages.at(-1)?.id ?? 0;
  const upTo = Math.max(0, newest - (pick % 10));
  if (kind === 'message') {
    const outcome = await one.append(message(a, b, `${a} to ${b}`));
    assert.ok(outcome.kind === 'durable');
    model.messages.push({ id: outcome.id, at: outcome.at, from: a, to: b });
  } else if (kind === 'read') {
    await one.append({ kind: 'read', account: a, peer: b, upTo });
    const key = `${a}/${b}`;
    // People without a conversation have nothing to mark as read.
    if (model.history(a, b, { before: null, after: null, limit: 1 }).ids.length === 0) return;
    model.read.set(key, Math.max(upTo, model.read.get(key) ?? 0));
  } else {
    one.store.note({ kind: 'received', account: a, device: 0, upTo });
    model.places.set(a, Math.max(upTo, model.places.get(a) ?? 0));
  }
}
