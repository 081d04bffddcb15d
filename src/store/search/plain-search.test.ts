/** The simulated storage (test/support/chat), which looks through every text, finds what the index of words finds. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { MemoryDatabase } from '../../../test/support/chat/memory-database.ts';
import { Random } from '../../../test/support/chat/random.ts';
import { randomChange, type Said, WORDS } from '../../../test/support/store/random-changes.ts';
import {
  account,
  openStore,
  removed,
  room,
  temporaryFolder,
} from '../../../test/support/store/stores.ts';
import type { Change } from '../../chat/storage.ts';
import { foundBy } from '../../chat/stored/search.ts';

const STEPS = 1500;
const PEOPLE = 4;
const ROOMS = 3;

test('a search without an index finds the same', async (t) => {
  const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const random = new Random(seed);
  const real = await openStore(temporaryFolder(t), { durability: 'relaxed' });
  const simulated = new MemoryDatabase();
  const said: Said[] = [];
  const append = async (change: Change) => {
    const outcome = await real.append(change);
    assert.ok(outcome.kind !== 'failed');
    assert.deepEqual(simulated.write([change], outcome.at), [outcome]);
    if (change.kind !== 'message' || outcome.kind !== 'durable') return;
    said.push({ id: outcome.id, from: change.from, to: change.to });
  };
  let found = 0;
  const search = async () => {
    const somebody = () => 1 + random.below(PEOPLE);
    const peer = random.oneIn(2) ? somebody() : -1 - random.below(ROOMS);
    const [{ id = 0 } = {}] = said.length === 0 ? [] : [random.pick(said)];
    const { at = 0 } = (await real.message(id)) ?? {};
    const given = {
      account: somebody(),
      query: {
        phrases: [random.pick(WORDS)],
        from: random.oneIn(3) ? somebody() : null,
        with: random.oneIn(3) ? peer : null,
        rooms: [1, 2].slice(0, random.below(3)),
        before: random.oneIn(5) ? at : null,
        after: random.oneIn(5) ? at : null,
        beneath: random.oneIn(2) ? id : null,
        limit: 1 + random.below(8),
      },
    };
    const page = await real.ask(foundBy, given);
    assert.deepEqual(simulated.answer(foundBy, given), page, JSON.stringify(given));
    found += page?.messages.length ?? 0;
  };
  for (let id = 1; id <= PEOPLE; id++) await append(account(id));
  for (let id = 1; id <= ROOMS; id++) await append(room(id, [id]));
  for (let step = 0; step < STEPS; step++) {
    const change = randomChange({ random, people: PEOPLE, rooms: ROOMS, said });
    if (change !== null) await append(change);
    if (step % 10 === 0) await search();
  }
  await append(removed(PEOPLE));
  await append({ kind: 'room-removed', room: ROOMS, audit: null });
  await real.store.erased();
  for (let step = 0; step < 50; step++) await search();
  assert.ok(found > 100, `only ${found} were found`);
});
