/** Measures the top delivery rate of a server, and the cost of a message. */
import { type Load, measureLoad, startGenerator } from './generator.ts';
import type { RunningServer, ServerKind } from './servers.ts';

export const CONNECTIONS = 200;
/** Messages in flight from each connection. */
export const WINDOWS = [1, 16] as const;
export type Window = (typeof WINDOWS)[number];

const WARM_UP_MS = 700;

/** One measurement of one server under one load; deliveries are counted. */
export interface Sample extends Load {
  readonly server: string;
  readonly window: Window;
  readonly round: number;
}

/** Measures each of `kinds` in turn at every load, each time in a new process. */
export async function measureRound(
  kinds: readonly ServerKind[],
  round: number,
  seconds: number,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const kind of kinds) {
    const server = await kind.start();
    for (const window of WINDOWS) {
      samples.push(await measure(kind, server, window, round, seconds));
    }
    await server.stop();
  }
  return samples;
}

async function measure(
  { name, protocol, secure }: ServerKind,
  server: RunningServer,
  window: Window,
  round: number,
  seconds: number,
): Promise<Sample> {
  const way = [server.port, protocol, secure ? 'tls' : 'plain'];
  const load = [CONNECTIONS, window, WARM_UP_MS, seconds * 1000];
  const generator = startGenerator('load.ts', [...way, ...load]);
  const measured = await measureLoad(generator, server.pid);
  if ((await generator.exited) !== 0) throw new Error('the load generator failed');
  return { server: name, window, round, ...measured };
}
