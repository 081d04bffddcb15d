/** `npm run bench`: Chinwag, a bare Node relay and ngircd in turns, as Markdown (docs/BENCHMARKS.md). */
import { parseArgs } from 'node:util';
import { type IdleSample, measureIdle } from './idle.ts';
import { canMeasureProcesses } from './process-usage.ts';
import { aimsReport, idleReport, throughputReport } from './report.ts';
import {
  bareRelay,
  chinwag,
  gateways,
  ngircd,
  ngircdAcknowledging,
  type ServerKind,
} from './servers.ts';
import { measureRound, type Sample } from './throughput.ts';
import { verify } from './verification.ts';

const USAGE = `npm run bench -- [options]

  --rounds NUMBER            rounds of the throughput measurement, 1 to 100 [7]
  --seconds NUMBER           seconds measured at each load, 1 to 60 [1]
  --only NAME                one of the measurements: throughput, gateways, idle
`;
const USAGE_STATUS = 2;

function readArgs() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '1' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 100)) throw new RangeError('--rounds');
  if (!(seconds >= 1 && seconds <= 60)) throw new RangeError('--seconds');
  if (![undefined, 'throughput', 'gateways', 'idle'].includes(values.only))
    throw new RangeError('--only');
  return { rounds, seconds, only: values.only, help: values.help };
}

/** What is under way goes to standard error: standard output is the report. */
function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function throughput(rounds: number, seconds: number): Promise<Sample[]> {
  if (ngircd === null) progress('ngircd is not installed: left out');
  const kinds = [chinwag, bareRelay, ngircd, ngircdAcknowledging].filter((kind) => kind !== null);
  for (const kind of kinds) await verify(kind);
  progress('texts arrive as they were sent');
  return measureAll(kinds, rounds, seconds, bareRelay.name);
}

/** Chinwag through each of its gateways; the first is what the others are compared with. */
async function throughGateways(rounds: number, seconds: number): Promise<void> {
  await measureAll(gateways, rounds, seconds, 'native');
}

async function measureAll(
  kinds: readonly ServerKind[],
  rounds: number,
  seconds: number,
  base: string,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round++) {
    samples.push(...(await measureRound(kinds, round, seconds)));
    progress(`round ${round} of ${rounds}`);
  }
  process.stdout.write(`${throughputReport(samples, rounds, base)}\n\n`);
  return samples;
}

async function idle(): Promise<IdleSample[]> {
  const samples: IdleSample[] = [];
  for (const kind of [chinwag, bareRelay]) {
    samples.push(await measureIdle(kind));
    progress(`idle connections to ${kind.name}`);
  }
  process.stdout.write(`${idleReport(samples)}\n\n`);
  return samples;
}

async function main(): Promise<number> {
  let options: ReturnType<typeof readArgs>;
  try {
    options = readArgs();
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n${USAGE}`);
    return USAGE_STATUS;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!canMeasureProcesses) {
    process.stderr.write('bench: needs the /proc of Linux to see what processes use\n');
    return 1;
  }
  const { rounds, seconds, only } = options;
  const wants = (part: string) => only === undefined || only === part;
  const samples = wants('throughput') ? await throughput(rounds, seconds) : [];
  if (wants('gateways')) await throughGateways(rounds, seconds);
  const idleSamples = wants('idle') ? await idle() : [];
  process.stdout.write(`${aimsReport(samples, idleSamples)}\n`);
  return 0;
}

process.exitCode = await main();
