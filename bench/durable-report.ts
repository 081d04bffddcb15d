/** Reports the figures of durable messages as Markdown, and whether they meet the aims. */
import { type DurableRound, type DurableSample, GUESTS, REGISTERED } from './durable.ts';
import { median, spread, table, thousands, verdict } from './figures.ts';
import { CONNECTIONS, WINDOWS } from './throughput.ts';

// Aims of durable messages (docs/BENCHMARKS.md).
const BARE_SHARE_MIN = 0.5;
const PACED_P99_MS_MAX = 20;
const SEARCH_LAG_MS_MAX = 2000;

const LOADS = [...WINDOWS, 'paced'] as const;

export function durableReport(rounds: readonly DurableRound[]): string {
  const rows = ([REGISTERED, GUESTS] as const).flatMap((who) =>
    LOADS.map((load) => loadRow(rounds, who, load)),
  );
  const columns = [
    'between',
    'in flight',
    'acknowledged/s',
    'CPU µs/message',
    'p50',
    'p99',
    'found by search after',
    'server busy',
    'generator busy',
    'stolen',
  ];
  const bareRows = [false, true].map((search) => bareRow(rounds, search));
  const bareColumns = [
    'bare loop',
    'rows/s',
    'CPU µs/row',
    'p50 of a batch',
    'p99',
    ...WINDOWS.map((window) => `× by ${REGISTERED}, ${window} in flight`),
  ];
  return `${CONNECTIONS} connections in pairs, texts of 64 bytes, each acknowledged; medians of ${rounds.length} rounds

${table(columns, rows)}

The bare loop: one thread inserts the same rows with the same indexes, a hundred a transaction; ratios are those within a round, median (least–most)

${table(bareColumns, bareRows)}`;
}

function loadRow(
  rounds: readonly DurableRound[],
  who: DurableSample['who'],
  load: DurableSample['load'],
): unknown[] {
  const samples = of(rounds, who, load);
  const figure = (
    name: 'rate' | 'cpuUs' | 'p50' | 'p99' | 'serverBusy' | 'generatorBusy' | 'stolen',
  ) => median(samples.map((sample) => sample[name]));
  const lags = samples.flatMap(({ searchLags }) => searchLags);
  return [
    who,
    load === 'paced' ? 'half of the top rate' : load,
    `${load !== 'paced' && figure('generatorBusy') > figure('serverBusy') ? '≥ ' : ''}${thousands(figure('rate'))}`,
    figure('cpuUs').toFixed(2),
    `${figure('p50').toFixed(2)} ms`,
    `${figure('p99').toFixed(2)} ms`,
    lags.length === 0 ? '' : `${seconds(median(lags))} (at most ${seconds(Math.max(...lags))})`,
    `${figure('serverBusy').toFixed(0)} %`,
    `${figure('generatorBusy').toFixed(0)} %`,
    `${figure('stolen').toFixed(0)} %`,
  ];
}

function bareRow(rounds: readonly DurableRound[], search: boolean): unknown[] {
  const samples = rounds.flatMap(({ bare }) => bare.filter((one) => one.search === search));
  const figure = (name: 'rate' | 'cpuUs' | 'p50' | 'p99') =>
    median(samples.map((sample) => sample[name]));
  return [
    search ? 'with the search index' : 'without the search index',
    thousands(figure('rate')),
    figure('cpuUs').toFixed(2),
    `${figure('p50').toFixed(2)} ms`,
    `${figure('p99').toFixed(2)} ms`,
    ...WINDOWS.map((window) => spread(shares(rounds, window, search))),
  ];
}

/** A line for each aim: PASS or MISS, and the figure. */
export function durableAims(rounds: readonly DurableRound[]): string[] {
  const lines = [true, false].flatMap((search) => {
    const which = search ? 'with' : 'without';
    return WINDOWS.map((window) => {
      const share = median(shares(rounds, window, search));
      return `${verdict(share >= BARE_SHARE_MIN)}: ${share.toFixed(2)} × the rows/s of the bare loop ${which} the search index with ${window} in flight (aim: at least ${BARE_SHARE_MIN})`;
    });
  });
  const paced = median(of(rounds, REGISTERED, 'paced').map(({ p99 }) => p99));
  const lag = Math.max(
    ...rounds.flatMap(({ durable }) => durable.flatMap(({ searchLags }) => searchLags)),
  );
  return [
    ...lines,
    `${verdict(paced < PACED_P99_MS_MAX)}: p99 ${paced.toFixed(1)} ms at half of the top rate (aim: under ${PACED_P99_MS_MAX} ms)`,
    `${verdict(lag <= SEARCH_LAG_MS_MAX)}: search found every message within ${seconds(lag)} (aim: ${seconds(SEARCH_LAG_MS_MAX)})`,
  ];
}

function of(
  rounds: readonly DurableRound[],
  who: DurableSample['who'],
  load: DurableSample['load'],
): DurableSample[] {
  return rounds.flatMap(({ durable }) =>
    durable.filter((sample) => sample.who === who && sample.load === load),
  );
}

/** The share of the bare loop's rate in each round: a slow round slows both. */
function shares(rounds: readonly DurableRound[], load: number, search: boolean): number[] {
  return rounds.map(({ durable, bare }) => {
    const sample = durable.find((one) => one.who === REGISTERED && one.load === load);
    const loop = bare.find((one) => one.search === search);
    return (sample?.rate ?? Number.NaN) / (loop?.rate ?? Number.NaN);
  });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
