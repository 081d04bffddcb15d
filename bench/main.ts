/** `npm run bench`: Chinwag beside other servers and its gateways beside each other, as Markdown (docs/BENCHMARKS.md). */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ArchiveSample, measureArchive } from './archive.ts';
import { archiveAims, archiveReport } from './archive-report.ts';
import { besideReport, measureBeside } from './beside.ts';
import { chinwag, gatewayNames, through } from './chinwag.ts';
import { type DurableRound, measureDurable } from './durable.ts';
import { durableAims, durableReport } from './durable-report.ts';
import { type IdleSample, measureIdle } from './idle.ts';
import { measureIrc } from './irc.ts';
import { ircAims, ircReport } from './irc-report.ts';
import { canMeasureProcesses } from './process-usage.ts';
import { idleAims, idleReport, throughputAims, throughputReport } from './report.ts';
import { type LongSample, measureLong, measureMemberships } from './room-memory.ts';
import { measureRooms, type RoomSample } from './rooms.ts';
import { memoryReport, roomsAims, roomsReport } from './rooms-report.ts';
import { bareRelay, ngircd, ngircdAcknowledging, type ServerKind } from './servers.ts';
import { measureStart, startReport } from './start-up.ts';
import { measureRound, type Sample } from './throughput.ts';
import { verify } from './verification.ts';

const parts = [
  ...(['throughput', 'gateways', 'idle', 'durable', 'archive', 'rooms', 'irc'] as const),
  'start',
] as const;
type Part = (typeof parts)[number];

const USAGE = `npm run bench -- [options]

  --rounds NUMBER    rounds of each measurement, 1 to 100 [5; 3 for gateways, durable, rooms
                     and irc]
  --seconds NUMBER   seconds measured at each load, 1 to 60 [1; 3 for durable]
  --only ${parts.join('|')}
                     one of the measurements
  --messages NUMBER  how many the archive has, 10,000 to 100,000,000 [200000]
  --gateways NAME,…  some of the gateways: ${gatewayNames.join(', ')}
  --other PATH       compares, instead, with the Chinwag of the checkout at PATH, in turns: all
                     but the archive, or what --only says
`;
const USAGE_STATUS = 2;

function readArgs() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      messages: { type: 'string' },
      gateways: { type: 'string' },
      other: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { other, only, help } = values;
  const rounds = numberIn('rounds', values.rounds, 1, 100);
  const seconds = numberIn('seconds', values.seconds, 1, 60);
  const messages = numberIn('messages', values.messages, 10_000, 100_000_000);
  if (only !== undefined && !parts.includes(only as Part)) throw new RangeError('--only');
  const gateways = values.gateways?.split(',');
  const unknown = gateways?.find((name) => !gatewayNames.includes(name));
  if (unknown !== undefined) throw new RangeError(`--gateways: ${unknown}`);
  return { rounds, seconds, messages, only: only as Part | undefined, gateways, other, help };
}

function numberIn(
  option: string,
  given: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`--${option}: a whole number from ${least} to ${most}`);
  }
  return value;
}

type Options = ReturnType<typeof readArgs>;

/** Progress goes to standard error: standard output is the report. */
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

function throughput({ rounds = 5, seconds = 1 }: Options): Promise<Sample[]> {
  if (ngircd === null) progress('ngircd is not installed: left out');
  const kinds = [chinwag, bareRelay, ngircd, ngircdAcknowledging].filter((kind) => kind !== null);
  return compare(kinds, bareRelay, rounds, seconds);
}

function gateways({
  rounds = 3,
  seconds = 1,
  gateways = gatewayNames,
}: Options): Promise<Sample[]> {
  const base = through('native');
  const kinds = gateways.filter((name) => name !== base.name).map((name) => through(name));
  return compare([base, ...kinds], base, rounds, seconds);
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

async function durable({ rounds = 3, seconds = 3 }: Options): Promise<DurableRound[]> {
  const measured: DurableRound[] = [];
  for (let round = 1; round <= rounds; round++) {
    measured.push(await measureDurable(round, seconds));
    progress(`durable messages: round ${round} of ${rounds}`);
  }
  process.stdout.write(`${durableReport(measured)}\n\n`);
  return measured;
}

async function archive({ messages = 200_000 }: Options): Promise<ArchiveSample> {
  const sample = await measureArchive(messages);
  process.stdout.write(`${archiveReport(sample)}\n\n`);
  return sample;
}

async function irc({ rounds = 3, seconds = 1 }: Options): Promise<string[]> {
  const samples = await measureIrc(rounds, seconds, progress);
  process.stdout.write(`${ircReport(samples)}\n\n`);
  return ircAims(samples);
}

async function startUp({ rounds = 10 }: Options): Promise<void> {
  const samples = [];
  for (let round = 1; round <= rounds; round++) samples.push(await measureStart());
  process.stdout.write(`${startReport(samples)}\n\n`);
}

async function rooms({
  rounds = 3,
  seconds = 1,
}: Options): Promise<[RoomSample[], LongSample | null]> {
  const samples = await measureRooms(rounds, seconds, progress);
  process.stdout.write(`${roomsReport(samples)}\n\n`);
  const memberships = [
    await measureMemberships('guests'),
    await measureMemberships('registered people'),
  ];
  progress('memberships');
  const long = await measureLong();
  process.stdout.write(`${memoryReport(memberships, long)}\n\n`);
  return [samples, long];
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
    const samples = await measureBeside(resolve(other), options, progress);
    process.stdout.write(`${besideReport(samples)}\n`);
    return 0;
  }
  const runs = (part: Part): boolean => only === null || only === part;
  const aims: string[] = [];
  if (runs('throughput')) aims.push(...throughputAims(await throughput(options)));
  if (runs('gateways')) await gateways(options);
  if (runs('idle')) aims.push(...idleAims(await idle()));
  if (runs('durable')) aims.push(...durableAims(await durable(options)));
  if (runs('archive')) aims.push(...archiveAims(await archive(options)));
  if (runs('start')) await startUp(options);
  if (runs('rooms')) aims.push(...roomsAims(...(await rooms(options))));
  if (runs('irc')) aims.push(...(await irc(options)));
  for (const line of aims) process.stdout.write(`- ${line}\n`);
  return 0;
}

process.exitCode = await main();
