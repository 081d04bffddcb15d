/** Runs clients in a bad network for minutes, printing the states that they show and the outcome. */
import { QUICK_PASSWORDS } from '../people.ts';
import { Random } from '../random.ts';
import { ServerProcess } from '../server-process.ts';
import { closeBrowser, WebPeople } from '../web-page.ts';
import { talkThrough } from './conversation.ts';
import { weatherFor } from './weather.ts';

/** Slow enough that the messages of an outage fill only a page or two. */
const EVERY_MS = 1500;

/** Resolves with whether all was well. */
export async function networkMinutes(
  minutes: number,
  seed: number,
  print: (text: string) => void,
): Promise<boolean> {
  const began = performance.now();
  const time = (): string => ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  const cleanUps: (() => Promise<void>)[] = [];
  try {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    const outcome = await talkThrough({
      server,
      people: (port) =>
        WebPeople.arrive(
          { name: 'bad network', passed: true, after: (done) => void cleanUps.push(done) },
          port,
        ),
      spells: weatherFor(minutes * 60_000, new Random(seed)),
      everyMs: EVERY_MS,
      tell: (who, what) => print(`${time()} ${who.padEnd(8)} ${what}`),
    });
    for (const [name, count] of Object.entries(outcome.said)) print(`${name} said ${count}`);
    for (const problem of outcome.problems) print(`PROBLEM: ${problem}`);
    print(`${time()} s; lost, doubled or out of order: ${outcome.problems.length}`);
    return outcome.problems.length === 0;
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
    await closeBrowser();
  }
}
