/**
 * Random people in random rooms, compared with what is stored. The seed of a run is printed; TEST_SEED repeats it, and
 * TEST_SCALE multiplies the number of runs (`npm run soak -- long`).
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { checkRooms } from '../../../test/support/chat/room-quiet-state.ts';
import { RoomSimulation } from '../../../test/support/chat/room-simulation.ts';
import { SCALE } from '../../../test/support/scale.ts';

const RUNS = 5 * SCALE;
const STEPS = 20_000;
/** Steps between checks at rest. */
const CHECK_STEPS = 500;

/** Outcomes that a run of this length must reach. */
const EXPECTED = [
  'crash',
  'failure of the disk',
  'unread mentions',
  ...['create', 'join', 'leave', 'invite', 'kick', 'ban', 'unban', 'mute', 'role', 'slow'].map(
    (command) => `${command}: ok`,
  ),
  ...['edit', 'delete', 'react', 'pin', 'block', 'history', 'context'].map(
    (command) => `${command}: ok`,
  ),
  'group: ok',
  'group: quotaReached',
  'create: quotaReached',
  'sendto: ok',
  'sendto: banned',
  'sendto: muted',
  'sendto: moderated',
  'set-room: ok',
  'set-room: notPermitted',
  'voice: ok',
  'sendto: tooFast',
  'sendto: notStored',
  'join: noSuchRoom',
  'kick: notPermitted',
  'role: notPermitted',
];

test(`${RUNS * STEPS} random steps in rooms agree with what is stored`, (t) => {
  const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const seen = new Set<string>();
  for (let run = 0; run < RUNS; run++) {
    const simulation = new RoomSimulation(seed + run);
    for (let step = 1; step <= STEPS; step++) {
      try {
        simulation.step();
        if (step % CHECK_STEPS === 0) checkRooms(simulation);
      } catch (error) {
        throw new Error(`step ${step} of seed ${seed + run}`, { cause: error });
      }
    }
    for (const what of simulation.seen.keys()) seen.add(what);
  }
  assert.deepEqual(
    EXPECTED.filter((what) => !seen.has(what)),
    [],
  );
});
