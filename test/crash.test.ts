/**
 * kill -9 under full load, repeatedly: what was acknowledged is stored once and in order, and what was refused is not.
 * This covers direct messages, rooms, moderation, and changes to messages. Operations without an answer are stored
 * wholly or not at all. All choices come from a seed, which is printed; TEST_SEED repeats them. `npm run soak` runs it
 * longer.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashRounds } from './support/crash/rounds.ts';
import { chosenSeed } from './support/random.ts';
import { Folder } from './support/tls.ts';

const ROUNDS = 5;
/** On a machine that is busy with others, so few lives may be too short for all kinds of load. */
const TIMES_MAX = 4;
const LOADS = ['acknowledged', 'refused', 'said in rooms', 'edited', 'deleted', 'joined'];

test('a server that is killed loses nothing that it acknowledged', async (t) => {
  const seed = chosenSeed();
  t.diagnostic(`TEST_SEED=${seed}`);
  const seen = new Map<string, number>();
  const missing = () => LOADS.filter((what) => !seen.get(what));
  for (let time = 0; time < TIMES_MAX && missing().length > 0; time++) {
    using folder = new Folder();
    const outcome = await crashRounds(ROUNDS, seed + time, folder.path);
    for (const [what, count] of Object.entries(outcome)) {
      t.diagnostic(`${what}: ${count}`);
      seen.set(what, (seen.get(what) ?? 0) + count);
    }
  }
  assert.deepEqual(missing(), [], 'there was a load of each kind');
});
