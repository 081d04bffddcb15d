/** A server that is killed at random moments under load, again and again, on one folder. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountClient } from '../account-client.ts';
import { QUICK_PASSWORDS } from '../people.ts';
import { Random } from '../random.ts';
import { ServerProcess } from '../server-process.ts';
import { Journal } from './journal.ts';
import { Load } from './load.ts';
import { type Found, judge } from './verdict.ts';

const PEOPLE = 8;
/** When a server is killed: so long after everybody began to come. */
const LIFE_MS_MIN = 30;
const LIFE_MS_MAX = 1000;
/** It is killed as well, now and then, while it starts: so long after that. */
const START_MS_MAX = 400;
/** So that some are refused: those to whoever is away all the time. */
const WAITING_PER_SENDER_MAX = 300;

export interface Outcome extends Found {
  readonly killed: number;
  /** As well, before they listened. */
  readonly killedStarting: number;
}

/** Kills a server `rounds` times in `folder`, which is empty. Rejects with what was lost or came twice. */
export async function crashRounds(rounds: number, seed: number, folder: string): Promise<Outcome> {
  const random = new Random(seed);
  const journal = new Journal(PEOPLE);
  const options = [
    ...['--data', folder, ...QUICK_PASSWORDS],
    ...['--max-waiting-per-sender', String(WAITING_PER_SENDER_MAX)],
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
    if (round === 0) await registerAll(server.port, journal);
    await settleNames(server.port, journal);
    const load = new Load(server.port, journal, round, random.fork()).run();
    await Promise.race([load, sleep(random.between(LIFE_MS_MIN, LIFE_MS_MAX))]);
    server.signal('SIGKILL');
    await server.exited();
    await load;
    for (const problem of journal.problems) throw problem;
    for (const { msg } of server.log) assert.doesNotMatch(msg, /a bug/);
  }
  await using server = await ServerProcess.start(...options);
  await settleNames(server.port, journal);
  const found = await judge(server.port, journal);
  for (const problem of journal.problems) throw problem;
  return { killed: rounds, killedStarting, ...found };
}

async function registerAll(port: number, { people }: Journal): Promise<void> {
  for (const { name, password, device } of people) {
    using client = await AccountClient.hello(port);
    const answer = await client.command('register', { name, password, device: device.label });
    assert.ok(answer?.ok, `register ${name}`);
    device.token = answer.json.token as string;
  }
}

/** Learns what people are called whose server was killed while they were renamed. */
async function settleNames(port: number, { people }: Journal): Promise<void> {
  for (const person of people) {
    const { perhaps, password } = person;
    if (perhaps === null) continue;
    using client = await AccountClient.connect(port);
    const answer = await client.auth(perhaps, password);
    if (answer?.ok) person.name = perhaps;
    person.perhaps = null;
  }
}
