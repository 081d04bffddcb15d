/** Reports the figures of rooms as Markdown, and whether they meet the aims. */
import { median, spread, table, thousands, verdict } from './figures.ts';
import type { LongSample, MembershipSample } from './room-memory.ts';
import {
  channel,
  kept,
  keptEvents,
  possibleSizes,
  ROOM_WINDOWS,
  type RoomKind,
  type RoomSample,
  roomKinds,
  unkept,
  unkeptEvents,
} from './rooms.ts';

// Aims of rooms (docs/BENCHMARKS.md).
const KEPT_CPU_RATIO_MAX = 1.2;
const COPIES_SHARE_MAX = 0.1;

const MIB = 1024;

type Figure = 'rate' | 'cpuUs' | 'serverBusy' | 'generatorBusy' | 'stolen';

export function roomsReport(samples: readonly RoomSample[]): string {
  const rounds = new Set(samples.map(({ round }) => round)).size;
  const rows = possibleSizes().flatMap((size) =>
    ROOM_WINDOWS.flatMap((window) =>
      roomKinds.map((kind) => {
        const figure = (name: Figure) =>
          median(of(samples, kind, size, window).map((sample) => sample[name]));
        return [
          thousands(size),
          window,
          kind.name,
          // In this case the generator was the limit, not the server.
          `${figure('generatorBusy') > figure('serverBusy') ? '≥ ' : ''}${thousands(figure('rate'))}`,
          ratioCell(samples, 'rate', kind, channel, size, window),
          figure('cpuUs').toFixed(2),
          ratioCell(samples, 'cpuUs', kind, channel, size, window),
          ratioCell(samples, 'cpuUs', kind, unkeptOf(kind), size, window),
          `${figure('serverBusy').toFixed(0)} %`,
          `${figure('generatorBusy').toFixed(0)} %`,
          `${figure('stolen').toFixed(0)} %`,
        ];
      }),
    ),
  );
  const columns = [
    'members',
    'in flight',
    'server',
    'deliveries/s',
    '× ngircd',
    'CPU µs/delivery',
    '× ngircd',
    '× not kept',
    'server busy',
    'generator busy',
    'stolen',
  ];
  return `One speaks in a room, texts of 64 bytes; medians of ${rounds} rounds; ratios are those within a round, median (least–most)

${table(columns, rows)}`;
}

function ratioCell(
  samples: readonly RoomSample[],
  figure: Figure,
  kind: RoomKind,
  base: RoomKind | null,
  size: number,
  window: number,
): string {
  if (base === null || base === kind) return '';
  return spread(ratios(samples, figure, kind, base, size, window));
}

/** The same kind without history; null for one without history. */
function unkeptOf(kind: RoomKind): RoomKind | null {
  if (kind === kept) return unkept;
  return kind === keptEvents ? unkeptEvents : null;
}

export function memoryReport(
  memberships: readonly MembershipSample[],
  long: LongSample | null,
): string {
  const rows = memberships.map(({ who, people, rooms, kib }) => [
    who,
    thousands(people),
    rooms,
    thousands(people * rooms),
    `${(kib / MIB).toFixed(1)} MiB`,
    `${Math.round((kib * 1024) / (people * rooms))} B`,
  ]);
  const columns = ['members', 'people', 'rooms of each', 'memberships', 'memory', 'for each'];
  const memory = table(columns, rows);
  if (long === null) return memory;
  const { members, textBytes, kib } = long;
  const copies = (members * textBytes) / 1024 / MIB;
  return `${memory}

A message of ${thousands(textBytes)} bytes to ${thousands(members)} members: the server's memory grew by ${(kib / MIB).toFixed(1)} MiB at most until all had it; a copy for each would be ${thousands(copies)} MiB`;
}

/** A line for each aim: PASS or MISS, and the figure. */
export function roomsAims(samples: readonly RoomSample[], long: LongSample | null): string[] {
  const lines: string[] = [];
  for (const size of possibleSizes()) {
    for (const window of ROOM_WINDOWS) {
      const where = `${thousands(size)} members, ${window} in flight`;
      for (const kind of channel === null ? [] : [unkept, unkeptEvents]) {
        const rate = median(ratios(samples, 'rate', kind, channel as RoomKind, size, window));
        lines.push(
          `${verdict(rate > 1)}: ${kind.name}: ${rate.toFixed(2)} × as many deliveries/s as ngircd, ${where} (aim: more than 1)`,
        );
      }
      for (const kind of [kept, keptEvents]) {
        const base = unkeptOf(kind) as RoomKind;
        const cpu = median(ratios(samples, 'cpuUs', kind, base, size, window));
        lines.push(
          `${verdict(cpu <= KEPT_CPU_RATIO_MAX)}: ${kind.name}: ${cpu.toFixed(2)} × the CPU per delivery of ${base.name}, ${where} (aim: at most ${KEPT_CPU_RATIO_MAX})`,
        );
      }
    }
  }
  if (long !== null) {
    const share = long.kib / ((long.members * long.textBytes) / 1024);
    lines.push(
      `${verdict(share < COPIES_SHARE_MAX)}: a long message takes ${(share * 100).toFixed(1)} % of the memory of a copy for each member (aim: it is held once; less than ${COPIES_SHARE_MAX * 100} %)`,
    );
  }
  return lines;
}

function of(
  samples: readonly RoomSample[],
  kind: RoomKind,
  size: number,
  window: number,
): RoomSample[] {
  return samples.filter(
    (sample) => sample.kind === kind && sample.size === size && sample.window === window,
  );
}

/** The ratio of `kind` to `base` in each round: a slow round slows both. */
function ratios(
  samples: readonly RoomSample[],
  figure: Figure,
  kind: RoomKind,
  base: RoomKind,
  size: number,
  window: number,
): number[] {
  const bases = of(samples, base, size, window);
  return of(samples, kind, size, window).flatMap((sample) => {
    const other = bases.find(({ round }) => round === sample.round);
    return other === undefined ? [] : [sample[figure] / other[figure]];
  });
}
