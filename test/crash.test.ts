/**
 * kill -9 under full load, ten times: what was acknowledged is there, once and in order, and what was refused is not;
 * messages between people, rooms and moderation, and what becomes of messages. What nobody was told of is there wholly
 * or not at all. The moments and who does what come from a seed, which is printed; TEST_SEED repeats them. `npm run soak` does it
 * more often.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashRounds } from './support/crash/rounds.ts';
import { chosenSeed } from './support/random.ts';
import { Folder } from './support/tls.ts';

const ROUNDS = 10;

test('a server that is killed loses nothing that it acknowledged', async (t) => {
  using folder = new Folder();
  const seed = chosenSeed();
  t.diagnostic(`TEST_SEED=${seed}`);
  const outcome = await crashRounds(ROUNDS, seed, folder.path);
  for (const [what, count] of Object.entries(outcome)) t.diagnostic(`${what}: ${count}`);
  for (const what of ['acknowledged', 'refused', 'said in rooms', 'edited', 'deleted', 'joined']) {
    assert.ok(Number(outcome[what]) > 0, `there was a load: ${what}`);
  }
});
