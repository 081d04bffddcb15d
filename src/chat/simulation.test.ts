/**
 * Accounts and durable messages against a simple model: random people, storage that delays, fails and crashes. The
 * seed of a run is printed; TEST_SEED repeats it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLimits } from '../../test/support/chat/invariants.ts';
import { checkQuiet } from '../../test/support/chat/quiet-state.ts';
import { RandomLife } from '../../test/support/chat/random-life.ts';
import { SETTINGS } from '../../test/support/chat/simulated-world.ts';
import { Simulation } from '../../test/support/chat/simulation.ts';
import type { HubSettings } from './settings.ts';

const STEPS = 60_000;

const DAY_MS = 86_400_000;

function run(settings: HubSettings, seed: number): void {
  const simulation = new Simulation(settings, seed);
  const life = new RandomLife(simulation);
  let step = 0;
  try {
    for (; step < STEPS; step++) {
      life.step();
      if (step % 50 === 0) checkLimits(simulation);
      if (step % 1000 === 0) checkQuiet(simulation);
      simulation.replaceGone();
    }
    checkQuiet(simulation);
  } catch (error) {
    throw new Error(`step ${step} of seed ${seed}`, { cause: error });
  }
  const { seen } = simulation;
  const expected = [...ALWAYS_SEEN];
  if (settings.reserve > 0) expected.push('sendto: from the reserve');
  if (settings.devicesMax < 3) expected.push('gave its place');
  for (const what of expected) assert.ok(seen.has(what), `never seen: ${what}`);
}

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Outcomes that every run must reach: a simulation that no longer does shows nothing. */
const ALWAYS_SEEN = [
  'crash',
  'failure of the disk',
  'login: reply',
  'login: beside another connection of the device',
  'login: wrong password',
  'register: success',
  'change-password: success',
  'sendto: success',
  'history: reply',
  'missed: reply',
  'conversations: reply',
];

const situations: Readonly<Record<string, HubSettings>> = {
  'room for all': SETTINGS,
  'little room': {
    ...SETTINGS,
    peopleMax: 6,
    accountsMax: 5,
    devicesMax: 2,
    storedBytesMax: 6000,
    waitingMax: 6,
    reserve: 0.8,
    newcomerMs: DAY_MS,
    waitingPerSenderMax: 5,
    pendingBytesMax: 200,
  },
  'few who change a lot': {
    ...SETTINGS,
    accountsMax: 3,
    reservedMs: 10 * DAY_MS,
    waitingPerSenderMax: 3,
  },
  'invitations, no guests': { ...SETTINGS, guests: false, registration: 'invite', devicesMax: 3 },
};

for (const [situation, settings] of Object.entries(situations)) {
  test(`${STEPS} random steps agree with the model: ${situation}`, (t) => {
    t.diagnostic(`seed ${seed}`);
    run(settings, seed);
  });
}
