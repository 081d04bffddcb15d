/** How many messages a server delivers when as many are sent as it can take, and what each costs. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Child, nextLine, startChild, startNode } from './children.ts';
import { cpuMs, stolenMs } from './process-usage.ts';
import type { RunningServer, ServerKind } from './servers.ts';

export const CONNECTIONS = 200;
/** Messages in flight from each connection. */
export const WINDOWS = [1, 16] as const;
export type Window = (typeof WINDOWS)[number];

const WARM_UP_MS = 700;
const TASKSET = '/usr/bin/taskset';
const LOAD = fileURLToPath(new URL('load.ts', import.meta.url));

/** One measurement of one server under one load. */
export interface Sample {
  readonly server: string;
  readonly window: Window;
  readonly round: number;
  /** Deliveries per second. */
  readonly rate: number;
  /** Microseconds of the server's processor time for each. */
  readonly cpuUs: number;
  /** How busy the processes were, in percent of a core; threads can make it more than 100. */
  readonly serverBusy: number;
  readonly generatorBusy: number;
  /** Percent of a core that the machine's host gave to others meanwhile. */
  readonly stolen: number;
}

/** Measures each of `kinds` in turn, at every load, a process of its own each time. */
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
  const generator = startGenerator([...way, ...load].map(String));
  const start = await readMark(generator, server);
  const end = await readMark(generator, server);
  if ((await generator.exited) !== 0) throw new Error('the load generator failed');
  const deliveries = end.deliveries - start.deliveries;
  const elapsedMs = end.atMs - start.atMs;
  const serverMs = end.serverMs - start.serverMs;
  return {
    server: name,
    window,
    round,
    rate: (deliveries / elapsedMs) * 1000,
    cpuUs: (serverMs / deliveries) * 1000,
    serverBusy: (serverMs / elapsedMs) * 100,
    generatorBusy: ((end.generatorMs - start.generatorMs) / elapsedMs) * 100,
    stolen: ((end.stolenMs - start.stolenMs) / elapsedMs) * 100,
  };
}

/**
 * The generator stays on the last core where the system can arrange it. Left alone, the two processes,
 * which wake each other, are now and then put on one core, and the machine is half idle.
 */
function startGenerator(args: readonly string[]): Child {
  if (!existsSync(TASKSET)) return startNode(LOAD, args);
  const lastCore = String(availableParallelism() - 1);
  return startChild(TASKSET, ['-c', lastCore, process.execPath, LOAD, ...args]);
}

/** What had been delivered and used when the generator said so. */
async function readMark(generator: Child, server: RunningServer) {
  const [, ns, deliveries] = (await nextLine(generator)).split(' ').map(Number);
  return {
    atMs: (ns as number) / 1e6,
    deliveries: deliveries as number,
    serverMs: cpuMs(server.pid),
    generatorMs: cpuMs(generator.pid),
    stolenMs: stolenMs(),
  };
}
