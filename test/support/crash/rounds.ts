/** A server that is killed at random moments under load, again and again, on one folder. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { chinwag } from '../owner.ts';
import { QUICK_PASSWORDS } from '../people.ts';
import { Random } from '../random.ts';
import { ServerProcess } from '../server-process.ts';
import { DirectMessages } from './direct-messages.ts';
import type { Part } from './part.ts';
import { Rooms } from './rooms.ts';

/** When a server is killed, counted from the start of the load. */
const LIFE_MS_MIN = 30;
const LIFE_MS_MAX = 1000;
/** Now and then it is killed while starting, at most this long after launch. */
const START_MS_MAX = 400;
/** So small that some messages to the person who is always offline are refused. */
const WAITING_PER_SENDER_MAX = 300;

export interface Outcome {
  readonly killed: number;
  /** The number of servers killed before they listened. */
  readonly killedStarting: number;
  /** The counts of each part. */
  readonly [what: string]: number;
}

/**
 * Kills a server `rounds` times on the empty `folder`. Rejects if anything was lost, doubled or half done, or if
 * `chinwag check` finds errors.
 */
export async function crashRounds(rounds: number, seed: number, folder: string): Promise<Outcome> {
  const random = new Random(seed);
  const keepEdits = random.once(2);
  const parts: readonly Part[] = [new DirectMessages(), new Rooms(folder, keepEdits)];
  const options = [
    ...['--data', folder, ...QUICK_PASSWORDS],
    ...['--max-waiting-per-sender', String(WAITING_PER_SENDER_MAX)],
    ...['--keep-edits', keepEdits ? 'on' : 'off'],
  ];
  let killedStarting = 0;
  for (let round = 0; round < rounds; round++) {
    if (random.once(4)) {
      await using early = ServerProcess.launch(options);
      await sleep(random.below(START_MS_MAX));
      early.signal('SIGKILL');
      killedStarting++;
    }
    await using server = await ServerProcess.start(...options);
    for (const part of parts)
      await (round === 0 ? part.prepare(server.port) : part.settle(server.port));
    const load = Promise.all(parts.map((part) => part.run(server.port, round, random.fork())));
    await Promise.race([load, sleep(random.between(LIFE_MS_MIN, LIFE_MS_MAX))]);
    server.signal('SIGKILL');
    await server.exited();
    await load;
    throwProblems(parts);
    noBugs(server);
  }
  await using server = await ServerProcess.start(...options);
  let outcome: Outcome = { killed: rounds, killedStarting };
  for (const part of parts) await part.settle(server.port);
  for (const part of parts) outcome = { ...outcome, ...(await part.judge(server.port)) };
  throwProblems(parts);
  await server.stop();
  noBugs(server);
  for (const part of parts) await part.afterwards();
  const checked = await chinwag(['check', '--data', folder]);
  assert.equal(checked.status, 0, `${checked.stdout}${checked.stderr}`);
  return outcome;
}

function throwProblems(parts: readonly Part[]): void {
  for (const { problems } of parts) for (const problem of problems) throw problem;
}

function noBugs(server: ServerProcess): void {
  for (const { msg } of server.log) assert.doesNotMatch(msg, /a bug/);
}
