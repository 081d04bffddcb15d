/**
 * kill -9 under full load, ten times: what was acknowledged is there, once and in order, and what was refused is not.
 * The moments and who does what come from a seed, which is printed; TEST_SEED repeats them. `npm run soak` does it
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
  t.diagnostic(JSON.stringify(outcome));
  assert.ok(Number(outcome.acknowledged) > 0 && Number(outcome.refused) > 0, 'there was a load');
});
