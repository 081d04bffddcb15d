/** Reports measurements as Markdown, and whether they meet the aims. */
import { chinwag } from './chinwag.ts';
import { median, spread, table, thousands, verdict } from './figures.ts';
import type { IdleSample } from './idle.ts';
import { bareRelay, ngircd, ngircdAcknowledging } from './servers.ts';
import { CONNECTIONS, type Sample, WINDOWS, type Window } from './throughput.ts';

// Aims: CPU per message as a multiple of a bare relay; memory; time of many logins.
const CPU_RATIO_MAX = 1.3;
const KIB_PER_CONNECTION_MAX = 8;
const LOGINS_MS_MAX = 5000;

type Figure = 'rate' | 'cpuUs' | 'serverBusy' | 'generatorBusy' | 'stolen';

/** A table of all `samples`, beside those of the server `base`. */
export function throughputReport(samples: readonly Sample[], base: string): string {
  const rounds = new Set(samples.map(({ round }) => round)).size;
  const rows = WINDOWS.flatMap((window) =>
    [...new Set(samples.map(({ server }) => server))].map((server) => {
      const figure = (name: Figure) => median(of(samples, server, window).map((it) => it[name]));
      return [
        window,
        server,
        // In this case the generator was the limit, not the server.
        `${figure('generatorBusy') > figure('serverBusy') ? '≥ ' : ''}${thousands(figure('rate'))}`,
        figure('cpuUs').toFixed(2),
        spread(ratios(samples, 'cpuUs', server, base, window)),
        `${figure('serverBusy').toFixed(0)} %`,
        `${figure('generatorBusy').toFixed(0)} %`,
        `${figure('stolen').toFixed(0)} %`,
      ];
    }),
  );
  const columns = [
    'in flight',
    'server',
    'messages/s',
    'CPU µs/message',
    `× ${base}`,
    'server busy',
    'generator busy',
    'stolen',
  ];
  return `${CONNECTIONS} connections in pairs, texts of 64 bytes; medians of ${rounds} rounds; ratios are those within a round, median (least–most)

${table(columns, rows)}`;
}

export function idleReport(samples: readonly IdleSample[]): string {
  const rows = samples.map((sample) => [
    sample.server,
    thousands(sample.connections),
    `${(sample.loginsMs / 1000).toFixed(2)} s`,
    sample.cpuUsPerLogin.toFixed(0),
    sample.kibPerConnection.toFixed(1),
  ]);
  return table(['server', 'idle connections', 'logins', 'CPU µs/login', 'KiB/connection'], rows);
}

/** A line for each aim: PASS or MISS, and the figure. */
export function throughputAims(samples: readonly Sample[]): string[] {
  return WINDOWS.flatMap((window) => {
    const cpu = median(ratios(samples, 'cpuUs', chinwag.name, bareRelay.name, window));
    const lines = [
      `${verdict(cpu <= CPU_RATIO_MAX)}: ${cpu.toFixed(2)} × the bare relay's CPU per message with ${window} in flight (aim: at most ${CPU_RATIO_MAX})`,
    ];
    if (ngircd === null || ngircdAcknowledging === null) return lines;
    for (const { name } of [ngircd, ngircdAcknowledging]) {
      const rate = median(ratios(samples, 'rate', chinwag.name, name, window));
      lines.push(
        `${verdict(rate > 1)}: ${rate.toFixed(1)} × as many messages/s as ${name} with ${window} in flight (aim: more than 1)`,
      );
    }
    return lines;
  });
}

export function idleAims(idle: readonly IdleSample[]): string[] {
  const sample = idle.find(({ server }) => server === chinwag.name);
  if (sample === undefined) return [];
  const { connections, kibPerConnection, loginsMs } = sample;
  return [
    `${verdict(kibPerConnection <= KIB_PER_CONNECTION_MAX)}: ${kibPerConnection.toFixed(1)} KiB for each idle connection (aim: at most ${KIB_PER_CONNECTION_MAX})`,
    `${verdict(loginsMs < LOGINS_MS_MAX)}: ${thousands(connections)} logins in ${(loginsMs / 1000).toFixed(2)} s (aim: less than ${LOGINS_MS_MAX / 1000} s)`,
  ];
}

function of(samples: readonly Sample[], server: string, window: Window): Sample[] {
  return samples.filter((sample) => sample.server === server && sample.window === window);
}

/** The ratio of `server` to `base` in each round: a slow round slows both. */
function ratios(
  samples: readonly Sample[],
  figure: Figure,
  server: string,
  base: string,
  window: Window,
): number[] {
  const bases = of(samples, base, window);
  return of(samples, server, window).flatMap((sample) => {
    const other = bases.find(({ round }) => round === sample.round);
    return other === undefined ? [] : [sample[figure] / other[figure]];
  });
}
