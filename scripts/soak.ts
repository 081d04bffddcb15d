/** `npm run soak [-- ROUNDS]`: the rounds of test/crash.test.ts, fifty of them or as many as are asked for. */
import { crashRounds } from '../test/support/crash/rounds.ts';
import { chosenSeed } from '../test/support/random.ts';
import { Folder } from '../test/support/tls.ts';

const ROUNDS = 50;

const rounds = Number(process.argv[2] ?? ROUNDS);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  process.stderr.write('soak: how often the server is killed is a whole number from 1 on\n');
  process.exit(2);
}
const seed = chosenSeed();
process.stdout.write(`TEST_SEED=${seed}\n`);
using folder = new Folder();
const outcome = await crashRounds(rounds, seed, folder.path);
for (const [what, count] of Object.entries(outcome)) process.stdout.write(`${what}: ${count}\n`);
