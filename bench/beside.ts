/** Measures this checkout and another one in turns: the cost of everything that is measured. */
import { gatewayNames, through } from './chinwag.ts';
import { loadRegistered } from './durable.ts';
import { median, spread, table } from './figures.ts';
import { measureIdle } from './idle.ts';
import { measureRooms, roomsOf } from './rooms.ts';
import { measureStart } from './start-up.ts';
import { measureRound } from './throughput.ts';
import { verify } from './verification.ts';

/** A figure of one round; lower is better. */
export interface BesideSample {
  readonly what: string;
  readonly unit: string;
  readonly round: number;
  readonly here: number;
  readonly other: number;
}

interface Options {
  readonly rounds?: number | undefined;
  readonly seconds?: number | undefined;
  readonly only?: string | undefined;
  readonly gateways?: readonly string[] | undefined;
}

type Progress = (what: string) => void;

/** Rooms that fill in seconds, with figures that vary less than those of larger ones. */
const ROOM_SIZES = [100, 1000];

const PER_MESSAGE = 'CPU µs/message';

interface Round<Sample> {
  readonly round: number;
  readonly here: Sample;
  readonly other: Sample;
}

/** Measures both checkouts in each round, alternating which comes first. */
async function inTurns<Sample>(
  rounds: number,
  other: string,
  measure: (folder: string | undefined, round: number) => Promise<Sample>,
): Promise<Round<Sample>[]> {
  const found: Round<Sample>[] = [];
  for (let round = 1; round <= rounds; round++) {
    const first = round % 2 === 1 ? await measure(undefined, round) : null;
    const others = await measure(other, round);
    found.push({ round, here: first ?? (await measure(undefined, round)), other: others });
  }
  return found;
}

/** Measures everything but the archive, or only the named part. */
export async function measureBeside(
  other: string,
  options: Options,
  progress: Progress,
): Promise<BesideSample[]> {
  const parts = { throughput, gateways, idle, durable, rooms, start };
  const samples: BesideSample[] = [];
  for (const [part, measure] of Object.entries(parts)) {
    // The `gateways` part measures all of them, including the native one.
    const isWanted = options.only === undefined ? part !== 'throughput' : options.only === part;
    if (!isWanted) continue;
    samples.push(...(await measure(other, options)));
    progress(part);
  }
  return samples;
}

function throughput(other: string, options: Options): Promise<BesideSample[]> {
  return gateways(other, { gateways: ['native'], ...options });
}

async function gateways(
  other: string,
  { rounds = 7, seconds = 1, gateways = gatewayNames }: Options,
): Promise<BesideSample[]> {
  const samples: BesideSample[] = [];
  for (const name of gateways) {
    for (const kind of [through(name), through(name, other)]) await verify(kind);
    const measured = await inTurns(rounds, other, (folder, round) =>
      measureRound([through(name, folder)], round, seconds),
    );
    for (const { round, here, other: others } of measured) {
      for (const { window, cpuUs } of here) {
        const beside = others.find((one) => one.window === window)?.cpuUs ?? Number.NaN;
        const what = `${name}, ${window} in flight`;
        samples.push({ what, unit: PER_MESSAGE, round, here: cpuUs, other: beside });
      }
    }
  }
  return samples;
}

async function idle(other: string, { rounds = 3 }: Options): Promise<BesideSample[]> {
  const measured = await inTurns(rounds, other, (folder) => measureIdle(through('native', folder)));
  return measured.flatMap(({ round, here, other: others }) => [
    {
      what: 'an idle connection',
      unit: 'KiB',
      round,
      here: here.kibPerConnection,
      other: others.kibPerConnection,
    },
    {
      what: 'a login',
      unit: 'CPU µs',
      round,
      here: here.cpuUsPerLogin,
      other: others.cpuUsPerLogin,
    },
  ]);
}

async function durable(
  other: string,
  { rounds = 5, seconds = 3 }: Options,
): Promise<BesideSample[]> {
  const measured = await inTurns(rounds, other, (folder, round) =>
    loadRegistered(round, seconds, folder),
  );
  return measured.flatMap(({ round, here, other: others }) =>
    here.map(({ load, cpuUs }) => {
      const beside = others.find((one) => one.load === load)?.cpuUs ?? Number.NaN;
      const what =
        load === 'paced' ? 'durable, half of the top rate' : `durable, ${load} in flight`;
      return { what, unit: PER_MESSAGE, round, here: cpuUs, other: beside };
    }),
  );
}

async function rooms(other: string, { rounds = 5, seconds = 1 }: Options): Promise<BesideSample[]> {
  const [here, there] = [roomsOf('room'), roomsOf('other', other)];
  const found = await measureRooms(rounds, seconds, () => {}, [...here, ...there], ROOM_SIZES);
  return found.flatMap(({ kind, size, window, round, cpuUs }) => {
    const beside = found.find(
      (one) =>
        one.kind === there[here.indexOf(kind)] &&
        one.size === size &&
        one.window === window &&
        one.round === round,
    );
    if (beside === undefined) return [];
    const what = `${kind.name}, ${size} members, ${window} in flight`;
    return [{ what, unit: 'CPU µs/delivery', round, here: cpuUs, other: beside.cpuUs }];
  });
}

async function start(other: string, { rounds = 15 }: Options): Promise<BesideSample[]> {
  // Node keeps compiled code from here on.
  for (const folder of [undefined, other]) await measureStart(folder);
  const measured = await inTurns(rounds, other, measureStart);
  return measured.flatMap(({ round, here, other: others }) => [
    { what: 'a start', unit: 'ms', round, here: here.elapsedMs, other: others.elapsedMs },
    { what: 'a start', unit: 'CPU ms', round, here: here.cpuMs, other: others.cpuMs },
  ]);
}

/** A line for each figure; ratios are taken within a round. */
export function besideReport(samples: readonly BesideSample[]): string {
  const kinds = Map.groupBy(samples, ({ what, unit }) => `${what} ${unit}`);
  const rows = Array.from(kinds.values(), (all) => {
    const ratios = all.map(({ here, other }) => here / other);
    const least = (side: 'here' | 'other') => Math.min(...all.map((sample) => sample[side]));
    return [
      all[0]?.what,
      all[0]?.unit,
      median(all.map(({ here }) => here)).toFixed(2),
      median(all.map(({ other }) => other)).toFixed(2),
      spread(ratios),
      (least('here') / least('other')).toFixed(2),
    ];
  });
  return `Beside the other checkout, in turns; medians; ratios are those within a round, median (least–most), and of the least of each, which other programs on the machine have disturbed least

${table(['what', 'unit', 'here', 'other', '× other', 'least × least'], rows)}`;
}
