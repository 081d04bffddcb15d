/** Measures a thousand clients of IRC that come back at once, and how long others wait for a message meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AskingClient } from './asking-client.ts';
import { nextLine } from './children.ts';
import { startServer } from './chinwag.ts';
import { startGenerator } from './generator.ts';
import { Latencies } from './latencies.ts';
import { QUICK_PASSWORDS, registerPeople } from './people.ts';

export const RETURNING = 1000;
export const RETURN_ROOMS = 50;
export const ROOMS_OF_EACH = 10;

/** The pause between two messages of the guests. */
const MESSAGE_EVERY_MS = 10;
/** Times are in milliseconds. */
export interface ReturnSample {
  /** From the first connect to the end of the last burst. */
  readonly backMs: number;
  /** How often a client was told that the server is busy, and came again. */
  readonly refused: number;
  /** From the sending of a guest's message to its arrival at another guest, meanwhile. */
  readonly p50: number;
  readonly p99: number;
  readonly messages: number;
}

export async function measureReturn(rounds: number): Promise<ReturnSample[]> {
  const server = await startServer({ options: QUICK_PASSWORDS });
  await registerPeople(server.port, RETURNING);
  const generator = startGenerator(
    'irc-return-load.ts',
    [server.port, RETURNING, RETURN_ROOMS, ROOMS_OF_EACH],
    'pipe',
  );
  await nextLine(generator);
  const [from, to] = [
    await AskingClient.guest(server.port, 'from'),
    await AskingClient.guest(server.port, 'to'),
  ];
  const samples: ReturnSample[] = [];
  for (let round = 0; round < rounds; round++) {
    generator.tell('go');
    const back = nextLine(generator);
    const latencies = new Latencies();
    let messages = 0;
    let isOver = false;
    void back.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const heard = new Promise<void>((resolve) => {
        to.onMessage = () => resolve();
      });
      const sentAt = performance.now();
      await Promise.all([from.ask('sendto', { to: 'to' }, 'are you there?'), heard]);
      latencies.add(performance.now() - sentAt);
      messages++;
      await sleep(MESSAGE_EVERY_MS);
    }
    const [, backMs = 0, refused = 0] = (await back).split(' ').map(Number);
    samples.push({
      backMs,
      refused,
      p50: latencies.quantile(0.5),
      p99: latencies.quantile(0.99),
      messages,
    });
  }
  from.close();
  to.close();
  await generator.stop();
  await server.stop();
  return samples;
}
