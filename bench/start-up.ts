/** How long a server takes to start: until it says where it listens. */
import { startServer } from './chinwag.ts';
import { median, table } from './figures.ts';
import { cpuMs } from './process-usage.ts';

/** In milliseconds. */
export interface StartSample {
  readonly elapsedMs: number;
  /** Of all threads of its process. */
  readonly cpuMs: number;
}

/** Starts the server of the checkout at `folder` with a new data folder, and ends it; of this one where it is left out. */
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
