/** Measures the start of a server, until it says where it listens. */
import { startServer } from './chinwag.ts';
import { median, table } from './figures.ts';
import { cpuMs } from './process-usage.ts';

/** Times are in milliseconds. */
export interface StartSample {
  readonly elapsedMs: number;
  /** Processor time of all threads of its process. */
  readonly cpuMs: number;
}

/** Starts the server of the checkout at `folder` (this one by default) with a new data folder, and stops it. */
export async function measureStart(folder?: string): Promise<StartSample> {
  const startedAt = performance.now();
  const server = await startServer(folder === undefined ? {} : { folder });
  const sample = { elapsedMs: performance.now() - startedAt, cpuMs: cpuMs(server.pid) };
  await server.stop();
  return sample;
}

export function startReport(samples: readonly StartSample[]): string {
  const figure = (name: keyof StartSample) =>
    `${median(samples.map((sample) => sample[name])).toFixed(0)} ms`;
  return table(
    ['starts', 'until it listens', 'CPU'],
    [[samples.length, figure('elapsedMs'), figure('cpuMs')]],
  );
}
