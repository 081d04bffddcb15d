/** Reports the figures of a large archive as Markdown, and whether they meet the aims. */
import type { ArchiveSample, QuestionSample } from './archive.ts';
import { table, thousands, verdict } from './figures.ts';

// Aims of durable messages (docs/BENCHMARKS.md).
const PAGE_MS_MAX = 5;
const SEARCH_MS_MAX = 50;
const START_MS_MAX = 1000;

const MIB = 1024 * 1024;

export function archiveReport(sample: ArchiveSample): string {
  const { page, deepPage, search, others } = sample;
  const rows = [page, deepPage, search, ...others].map(({ question, found, medianMs, p99Ms }) => [
    question,
    found,
    `${medianMs.toFixed(2)} ms`,
    `${p99Ms.toFixed(2)} ms`,
  ]);
  return `${thousands(sample.messages)} messages of ${thousands(sample.accounts)} accounts: ${mib(sample.logBytes)} of log, filled in ${sample.logSeconds.toFixed(0)} s; ${mib(sample.searchBytes)} of search index, in ${sample.searchSeconds.toFixed(0)} s. From the start of the process until it listens: ${sample.startMs.toFixed(0)} ms; with none of the files in the system's memory ${sample.coldStartMs.toFixed(0)} ms; with nothing stored ${sample.emptyStartMs.toFixed(0)} ms

${table(['question', 'found', 'median', 'p99'], rows)}`;
}

/** A line for each aim: PASS or MISS, and the figure. */
export function archiveAims(sample: ArchiveSample): string[] {
  const { startMs, page, deepPage, search } = sample;
  return [
    ...[page, deepPage].map((one) => questionAim(one, PAGE_MS_MAX)),
    questionAim(search, SEARCH_MS_MAX),
    `${verdict(startMs < START_MS_MAX)}: listens after ${startMs.toFixed(0)} ms with ${thousands(sample.messages)} messages (aim: under ${START_MS_MAX} ms)`,
  ];
}

function questionAim({ question, medianMs, p99Ms }: QuestionSample, msMax: number): string {
  return `${verdict(medianMs < msMax)}: ${question}: ${medianMs.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms (aim: under ${msMax} ms)`;
}

function mib(bytes: number): string {
  return `${thousands(bytes / MIB)} MiB`;
}
