/** The hub of a finished simulation equals one that is opened from the database it wrote. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { checkOpensAlike } from '../../test/support/chat/hub-state.ts';
import { checkQuiet } from '../../test/support/chat/quiet-state.ts';
import { RandomLife } from '../../test/support/chat/random-life.ts';
import { checkRooms } from '../../test/support/chat/room-quiet-state.ts';
import { RoomSimulation } from '../../test/support/chat/room-simulation.ts';
import type { Recorded } from '../../test/support/chat/simulated-storage.ts';
import { SETTINGS } from '../../test/support/chat/simulated-world.ts';
import { Simulation } from '../../test/support/chat/simulation.ts';
import { clockAhead, openStore, temporaryFolder } from '../../test/support/store/stores.ts';
import type { Hub } from '../chat/hub.ts';

const STEPS = 20_000;

const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);

async function checkDatabase(t: TestContext, hub: Hub, journal: readonly Recorded[]) {
  const folder = temporaryFolder(t);
  const clock = clockAhead(0);
  const first = await openStore(folder, {}, { clockAhead: clock });
  // Deleted texts are erased, and no longer count.
  first.store.released = (account, bytes) => hub.texts.released(account, bytes);
  let failed = 0;
  for (const { item, at } of journal) {
    clock[0] = at - Date.now();
    if (item.kind === 'received' || item.kind === 'caught-up') first.store.note(item);
    else first.store.append(item, ({ kind }) => (failed += Number(kind === 'failed')));
  }
  await first.store.erased();
  assert.equal(failed, 0);
  await first.close();
  const second = await openStore(folder, {}, { clockAhead: clock });
  checkOpensAlike(hub, second.store.stored);
}

test('the hub of people who write to each other equals one that is opened from the database', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const simulation = new Simulation({ ...SETTINGS, registration: 'invite' }, seed);
  const life = new RandomLife(simulation);
  for (let step = 0; step < STEPS; step++) {
    life.step();
    simulation.replaceGone();
  }
  checkQuiet(simulation);
  await checkDatabase(t, simulation.hub, simulation.storage.journal);
});

test('the hub of people in rooms equals one that is opened from the database', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const simulation = new RoomSimulation(seed);
  for (let step = 0; step < STEPS; step++) simulation.step();
  checkRooms(simulation);
  await checkDatabase(t, simulation.hub, simulation.storage.journal);
});
