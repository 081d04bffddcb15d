/** Reports the figures of IRC as Markdown, and whether they meet the aims. */
import { median, spread, table, thousands, verdict } from './figures.ts';
import { IRC, type IrcSamples, LINES, NGIRCD, TAGGED } from './irc.ts';
import { RETURN_ROOMS, RETURNING, ROOMS_OF_EACH } from './irc-return.ts';
import { idleReport, throughputReport } from './report.ts';
import { ROOM_WINDOWS, type RoomSample } from './rooms.ts';

// Aims of IRC (docs/BENCHMARKS.md).
const LINES_CPU_RATIO_MAX = 1.3;
const KIB_PER_CONNECTION_MAX = 10;
const BACK_MS_MAX = 10_000;
const MESSAGE_P99_MS_MAX = 100;
/** The load at which rates are compared. */
const BUSY = 16;

type Figure = 'rate' | 'cpuUs' | 'serverBusy' | 'generatorBusy';

export function ircReport({ pairs, rooms, idle, returns }: IrcSamples): string {
  const back = returns.map(({ backMs, refused, p50, p99, messages }) => [
    `${(backMs / 1000).toFixed(2)} s`,
    refused,
    messages,
    `${p50.toFixed(1)} ms`,
    `${p99.toFixed(1)} ms`,
  ]);
  return `${throughputReport(pairs, LINES)}

${roomsTable(rooms)}

${idleReport([idle])}

${thousands(RETURNING)} clients, each in ${ROOMS_OF_EACH} of ${RETURN_ROOMS} rooms, come back at once, and a guest writes to another meanwhile

${table(['all back', 'refused', 'messages', 'median', 'p99'], back)}`;
}

function roomsTable(samples: readonly RoomSample[]): string {
  const groups = Map.groupBy(samples, ({ kind, size, window }) => `${size} ${window} ${kind.name}`);
  const rows = [...groups.values()]
    .toSorted(([one], [other]) => orderOf(one) - orderOf(other))
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { kind, size, window } = first;
      const figure = (name: Figure) => median(group.map((sample) => sample[name]));
      const beside = (name: Figure, base: string | null) => {
        if (base === null || base === kind.name) return '';
        return spread(ratios(samples, name, kind.name, base, size, window));
      };
      const bound = figure('generatorBusy') > figure('serverBusy') ? '≥ ' : '';
      return [
        [
          thousands(size),
          window,
          kind.name,
          `${bound}${thousands(figure('rate'))}`,
          beside('rate', NGIRCD),
          figure('cpuUs').toFixed(2),
          beside('cpuUs', LINES),
          `${figure('serverBusy').toFixed(0)} %`,
          `${figure('generatorBusy').toFixed(0)} %`,
        ],
      ];
    });
  const columns = [
    ...['members', 'in flight', 'server', 'deliveries/s', '× ngircd', 'CPU µs/delivery'],
    ...[`× ${LINES}`, 'server busy', 'generator busy'],
  ];
  return `One speaks in a room of guests, texts of 64 bytes; medians; ratios are those within a round, median (least–most)

${table(columns, rows)}`;
}

function orderOf(sample: RoomSample | undefined): number {
  return sample === undefined ? 0 : sample.size * 100 + sample.window;
}

/** A line for each aim: PASS or MISS, and the figure. */
export function ircAims({ rooms, idle, returns }: IrcSamples): string[] {
  const lines: string[] = [];
  for (const size of new Set(rooms.map((sample) => sample.size))) {
    for (const name of [IRC, TAGGED]) {
      if (NGIRCD !== null) {
        const rate = median(ratios(rooms, 'rate', name, NGIRCD, size, BUSY));
        lines.push(
          `${verdict(rate > 1)}: ${name}: ${rate.toFixed(2)} × as many deliveries/s as ngircd, ${thousands(size)} members, ${BUSY} in flight (aim: more than 1)`,
        );
      }
      for (const window of ROOM_WINDOWS) {
        const cpu = median(ratios(rooms, 'cpuUs', name, LINES, size, window));
        lines.push(
          `${verdict(cpu <= LINES_CPU_RATIO_MAX)}: ${name}: ${cpu.toFixed(2)} × the CPU per delivery of ${LINES}, ${thousands(size)} members, ${window} in flight (aim: at most ${LINES_CPU_RATIO_MAX})`,
        );
      }
    }
  }
  const backMs = Math.max(...returns.map((one) => one.backMs));
  const p99 = Math.max(...returns.map((one) => one.p99));
  const kib = idle.kibPerConnection;
  return [
    ...lines,
    `${verdict(kib <= KIB_PER_CONNECTION_MAX)}: ${kib.toFixed(1)} KiB for each idle client of IRC (aim: at most ${KIB_PER_CONNECTION_MAX})`,
    `${verdict(backMs < BACK_MS_MAX)}: ${thousands(RETURNING)} clients are back within ${(backMs / 1000).toFixed(2)} s (aim: less than ${BACK_MS_MAX / 1000} s)`,
    `${verdict(p99 < MESSAGE_P99_MS_MAX)}: a message between guests takes ${p99.toFixed(0)} ms meanwhile, p99 (aim: less than ${MESSAGE_P99_MS_MAX} ms)`,
  ];
}

/** The ratio of the server called `name` to `base` in each round: a slow round slows both. */
function ratios(
  samples: readonly RoomSample[],
  figure: Figure,
  name: string,
  base: string,
  size: number,
  window: number,
): number[] {
  const of = (server: string) =>
    samples.filter((one) => one.kind.name === server && one.size === size && one.window === window);
  return of(name).flatMap((sample) => {
    const other = of(base).find(({ round }) => round === sample.round);
    return other === undefined ? [] : [sample[figure] / other[figure]];
  });
}
