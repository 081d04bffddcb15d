/** Measures messages that are on disk before they are acknowledged: rate and latency, beside guests and a bare loop. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nextLine, startNode } from './children.ts';
import { startServer } from './chinwag.ts';
import type { Protocol } from './dialects.ts';
import { type Load, measureLoad, startGenerator } from './generator.ts';
import { QUICK_PASSWORDS, registerPeople } from './people.ts';
import { PROBE, SearchProbe } from './search-probe.ts';
import type { RunningServer } from './servers.ts';
import { CONNECTIONS, WINDOWS } from './throughput.ts';

const WARM_UP_MS = 1000;
const BARE_LOG = fileURLToPath(new URL('bare-log.ts', import.meta.url));

/** Names of the two kinds of senders. */
export const REGISTERED = 'registered people';
export const GUESTS = 'guests';

/** One load on one server; acknowledgements are counted. */
export interface DurableSample extends Load {
  readonly who: typeof REGISTERED | typeof GUESTS;
  readonly round: number;
  /** Messages in flight from each connection; `paced`: a steady rate, half of the top rate of registered people. */
  readonly load: number | 'paced';
  /** Milliseconds from the sending (or the planned time, where it is paced) to the acknowledgement. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds from the acknowledgement until search found the message; empty for guests. */
  readonly searchLags: readonly number[];
}

/** The figures of the loop without a server. */
export interface BareSample {
  readonly round: number;
  readonly search: boolean;
  readonly rate: number;
  readonly cpuUs: number;
  /** Milliseconds of a batch of a hundred. */
  readonly p50: number;
  readonly p99: number;
}

export interface DurableRound {
  readonly durable: readonly DurableSample[];
  readonly bare: readonly BareSample[];
}

export async function measureDurable(round: number, seconds: number): Promise<DurableRound> {
  const bare = [await runBare(round, false, seconds), await runBare(round, true, seconds)];
  const durable = await loadRegistered(round, seconds);
  const top = Math.max(...durable.map(({ rate }) => rate));
  const live = await loadGuests(round, seconds, top / 2);
  return { durable: [...durable, ...live], bare };
}

/** Registered people at the checkout at `folder`; this one by default. */
export async function loadRegistered(
  round: number,
  seconds: number,
  folder?: string,
): Promise<DurableSample[]> {
  const server = await startServer({ options: QUICK_PASSWORDS, ...(folder && { folder }) });
  await registerPeople(server.port, CONNECTIONS, [PROBE]);
  const probe = await SearchProbe.open(server.port);
  const samples: DurableSample[] = [];
  for (const window of WINDOWS) {
    const load = await run(server, 'registered', ['window', window], seconds);
    const searchLags = [await probe.lag()];
    samples.push({ who: REGISTERED, round, load: window, ...load, searchLags });
  }
  const top = Math.max(...samples.map(({ rate }) => rate));
  const paced = run(server, 'registered', ['rate', Math.round(top / 2)], seconds);
  const searchLags = await probe.lagsUntil(paced);
  samples.push({ who: REGISTERED, round, load: 'paced', ...(await paced), searchLags });
  probe.close();
  await server.stop();
  return samples;
}

async function loadGuests(round: number, seconds: number, pace: number): Promise<DurableSample[]> {
  const server = await startServer();
  const samples: DurableSample[] = [];
  for (const window of WINDOWS) {
    const load = await run(server, 'native', ['window', window], seconds);
    samples.push({ who: GUESTS, round, load: window, ...load, searchLags: [] });
  }
  const paced = await run(server, 'native', ['rate', Math.round(pace)], seconds);
  samples.push({ who: GUESTS, round, load: 'paced', ...paced, searchLags: [] });
  await server.stop();
  return samples;
}

type Measured = Load & Pick<DurableSample, 'p50' | 'p99'>;

async function run(
  server: RunningServer,
  protocol: Protocol,
  load: readonly [kind: 'window' | 'rate', amount: number],
  seconds: number,
): Promise<Measured> {
  const times = [WARM_UP_MS, seconds * 1000];
  const words = [server.port, protocol, CONNECTIONS, ...load, ...times];
  const generator = startGenerator('acknowledged-load.ts', words);
  const measured = await measureLoad(generator, server.pid);
  const [, p50 = Number.NaN, p99 = Number.NaN] = (await nextLine(generator)).split(' ').map(Number);
  if ((await generator.exited) !== 0) throw new Error('the load generator failed');
  return { ...measured, p50, p99 };
}

async function runBare(round: number, search: boolean, seconds: number): Promise<BareSample> {
  const folder = await mkdtemp(join(tmpdir(), 'chinwag-bench-'));
  const times = [WARM_UP_MS, seconds * 1000].map(String);
  const loop = startNode(BARE_LOG, [folder, search ? 'search' : 'log', ...times]);
  const [, ...figures] = (await nextLine(loop)).split(' ').map(Number);
  const [rate, cpuUs, p50, p99] = figures as [number, number, number, number];
  if ((await loop.exited) !== 0) throw new Error('the bare loop failed');
  await rm(folder, { recursive: true });
  return { round, search, rate, cpuUs, p50, p99 };
}
