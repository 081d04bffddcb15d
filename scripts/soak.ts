/**
 * `npm run soak`: tests that take too long for `npm test`. Without arguments, all of these:
 *
 * - `npm run soak -- crash [ROUNDS]`: the rounds of test/crash.test.ts, fifty of them;
 * - `npm run soak -- network [MINUTES]`: ten minutes of bad network;
 * - `npm run soak -- parsers [LINES]`: a million lines, which an earlier version reads as well;
 * - `npm run soak -- long [TIMES]`: the tests that take a size, ten times as large, and all screens of a phone.
 */
import { spawnSync } from 'node:child_process';

import { networkMinutes } from '../test/support/bad-network/minutes.ts';
import { earlierLines } from '../test/support/compatibility/earlier-lines.ts';
import { EarlierPackage } from '../test/support/compatibility/earlier-package.ts';
import { LinesComparison } from '../test/support/compatibility/lines-comparison.ts';
import { crashRounds } from '../test/support/crash/rounds.ts';
import { chosenSeed, Random } from '../test/support/random.ts';
import { Folder } from '../test/support/tls.ts';

const ROUNDS = 50;
const MINUTES = 10;
const LINES = 1_000_000;
const TIMES = 10;
/** Their size is TEST_SCALE. */
const LONG = [
  'test/compatibility-servers.test.ts',
  'src/chat/rooms/rooms-simulation.test.ts',
  'src/owner/moved-simulation.test.ts',
  'test/server-room-permissions.test.ts',
  'test/server-room-privacy.test.ts',
  'test/storage-bounds.test.ts',
  'test/open-and-drop.test.ts',
  'test/web-accessibility.test.ts',
];

const [part, size] = process.argv.slice(2);
const parts = { crash, network, parsers, long };
if (part !== undefined && !Object.hasOwn(parts, part))
  refuse('the parts are crash, network, parsers and long');
const count = size === undefined ? null : Number(size);
if (count !== null && !(Number.isSafeInteger(count) && count > 0)) {
  refuse('how many rounds, minutes, lines or times there are is a whole number from 1 on');
}
const seed = chosenSeed();
process.stdout.write(`TEST_SEED=${seed}\n`);
for (const [name, run] of Object.entries(parts)) {
  if (part === undefined || part === name) await run(count);
}

async function crash(rounds: number | null): Promise<void> {
  using folder = new Folder();
  const outcome = await crashRounds(rounds ?? ROUNDS, seed, folder.path);
  for (const [what, times] of Object.entries(outcome)) process.stdout.write(`${what}: ${times}\n`);
}

async function network(minutes: number | null): Promise<void> {
  const isWell = await networkMinutes(minutes ?? MINUTES, seed, (text) => {
    process.stdout.write(`${text}\n`);
  });
  if (!isWell) process.exitCode = 1;
}

async function parsers(lines: number | null): Promise<void> {
  using earlier = new EarlierPackage();
  const comparison = new LinesComparison(await earlierLines(earlier), new Random(seed));
  const count = lines ?? LINES;
  for (const [command, times] of comparison.parse(count)) {
    process.stdout.write(`${command}: ${times}\n`);
  }
  comparison.complete(count);
  comparison.write(count);
  comparison.explain(Math.ceil(count / 100));
}

function long(times: number | null): void {
  const env = { ...process.env, TEST_SEED: String(seed), TEST_SCALE: String(times ?? TIMES) };
  const { status } = spawnSync(process.execPath, ['--test', ...LONG], { stdio: 'inherit', env });
  if (status !== 0) process.exitCode = 1;
}

function refuse(why: string): never {
  process.stderr.write(`soak: ${why}\n`);
  process.exit(2);
}
