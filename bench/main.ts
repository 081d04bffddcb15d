/** `npm run bench`: Chinwag beside other servers and its gateways beside each other, as Markdown (docs/BENCHMARKS.md). */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chinwag, gatewayNames, through } from './chinwag.ts';
import { type IdleSample, measureIdle } from './idle.ts';
import { canMeasureProcesses } from './process-usage.ts';
import { aimsReport, idleReport, throughputReport } from './report.ts';
import { bareRelay, ngircd, ngircdAcknowledging, type ServerKind } from './servers.ts';
import { measureRound, type Sample } from './throughput.ts';
import { verify } from './verification.ts';

const USAGE = `npm run bench -- [options]

  --rounds NUMBER    rounds of each measurement, 1 to 100 [5; 3 for the gateways]
  --seconds NUMBER   seconds measured at each load, 1 to 60 [1]
  --only throughput|gateways|idle
                     one of the three measurements
  --gateways NAME,…  some of the gateways: ${gatewayNames.join(', ')}
  --other PATH       compares, instead, with the Chinwag of the checkout at PATH, through each
                     of --gateways [native]
`;
const USAGE_STATUS = 2;

type Part = 'throughput' | 'gateways' | 'idle';
const PARTS: readonly (string | undefined)[] = ['throughput', 'gateways', 'idle', undefined];

function readArgs() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string', default: '1' },
      only: { type: 'string' },
      gateways: { type: 'string' },
      other: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { other, only, help } = values;
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  const seconds = Number(values.seconds);
  const wanted = rounds ?? 1;
  if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= 100)) throw new RangeError('--rounds');
  if (!(seconds >= 1 && seconds <= 60)) throw new RangeError('--seconds');
  if (!PARTS.includes(only)) throw new RangeError('--only');
  const gateways = values.gateways?.split(',');
  const unknown = gateways?.find((name) => !gatewayNames.includes(name));
  if (unknown !== undefined) throw new RangeError(`--gateways: ${unknown}`);
  return { rounds, seconds, only: only as Part | undefined, gateways, other, help };
}

type Options = ReturnType<typeof readArgs>;

/** What is under way goes to standard error: standard output is the report. */
function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Verifies and measures `kinds` in turns; reports them beside the one called `base`. */
async function compare(
  kinds: readonly ServerKind[],
  base: ServerKind,
  rounds: number,
  seconds: number,
): Promise<Sample[]> {
  for (const kind of kinds) await verify(kind);
  progress('texts arrive as they were sent');
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round++) {
    samples.push(...(await measureRound(kinds, round, seconds)));
    progress(`round ${round} of ${rounds}`);
  }
  process.stdout.write(`${throughputReport(samples, base.name)}\n\n`);
  return samples;
}

function throughput({ rounds = 5, seconds }: Options): Promise<Sample[]> {
  if (ngircd === null) progress('ngircd is not installed: left out');
  const kinds = [chinwag, bareRelay, ngircd, ngircdAcknowledging].filter((kind) => kind !== null);
  return compare(kinds, bareRelay, rounds, seconds);
}

function gateways({ rounds = 3, seconds, gateways = gatewayNames }: Options): Promise<Sample[]> {
  const base = through('native');
  const kinds = gateways.filter((name) => name !== base.name).map((name) => through(name));
  return compare([base, ...kinds], base, rounds, seconds);
}

async function others(folder: string, options: Options): Promise<void> {
  for (const name of options.gateways ?? ['native']) {
    const other = through(name, resolve(folder));
    await compare([through(name), other], other, options.rounds ?? 7, options.seconds);
  }
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
  let options: Options;
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
  const { only = null, other } = options;
  if (other !== undefined) {
    await others(other, options);
    return 0;
  }
  const runs = (part: Part): boolean => only === null || only === part;
  const samples = runs('throughput') ? await throughput(options) : [];
  if (runs('gateways')) await gateways(options);
  const idleSamples = runs('idle') ? await idle() : [];
  const aims = aimsReport(samples, idleSamples);
  if (aims !== '') process.stdout.write(`${aims}\n`);
  return 0;
}

process.exitCode = await main();
