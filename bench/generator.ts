/** Runs a load generator: its counts, and the cost to the server. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Child, nextLine, startChild, startNode } from './children.ts';
import { cpuMs, stolenMs } from './process-usage.ts';

const TASKSET = '/usr/bin/taskset';

/** The server's performance under a load. */
export interface Load {
  /** Counted messages per second. */
  readonly rate: number;
  /** Microseconds of the server's processor time for each message. */
  readonly cpuUs: number;
  /** Load of the processes, in percent of a core; threads can bring it above 100. */
  readonly serverBusy: number;
  readonly generatorBusy: number;
  /** Percent of a core that the host took from this machine meanwhile. */
  readonly stolen: number;
}

/**
 * Starts the generator `file` of this folder, pinned to the last core where the system allows it. Otherwise the two
 * processes, which wake each other, sometimes share one core, and the machine is half idle.
 */
export function startGenerator(
  file: string,
  args: readonly (string | number)[],
  input: 'ignore' | 'pipe' = 'ignore',
): Child {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const words = args.map(String);
  if (!existsSync(TASKSET)) return startNode(script, words, input);
  const lastCore = String(availableParallelism() - 1);
  return startChild(TASKSET, ['-c', lastCore, process.execPath, script, ...words], input);
}

/** Measures between the next two marks of `generator`. */
export async function measureLoad(generator: Child, server: number): Promise<Load> {
  const start = await readMark(generator, server);
  const end = await readMark(generator, server);
  const count = end.count - start.count;
  const elapsedMs = end.atMs - start.atMs;
  const serverMs = end.serverMs - start.serverMs;
  return {
    rate: (count / elapsedMs) * 1000,
    cpuUs: (serverMs / count) * 1000,
    serverBusy: (serverMs / elapsedMs) * 100,
    generatorBusy: ((end.generatorMs - start.generatorMs) / elapsedMs) * 100,
    stolen: ((end.stolenMs - start.stolenMs) / elapsedMs) * 100,
  };
}

/** The count and the server's usage at a mark: `start NANOSECONDS COUNT` or `end NANOSECONDS COUNT`. */
async function readMark(generator: Child, server: number) {
  const [, ns, count] = (await nextLine(generator)).split(' ').map(Number);
  return {
    atMs: (ns as number) / 1e6,
    count: count as number,
    serverMs: cpuMs(server),
    generatorMs: cpuMs(generator.pid),
    stolenMs: stolenMs(),
  };
}
