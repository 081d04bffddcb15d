/** Measures queries to a server with a large archive over the wire, and its start. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arguments, CommandName } from '../src/protocol/contracts.ts';
import { DATABASE_FILE } from '../src/store/database/database.ts';
import { SEARCH_FILE } from '../src/store/folder/file-names.ts';
import { ArchivePlan, ELSEWHERE_WORD, FREQUENT_WORD, people } from './archive-plan.ts';
import { AskingClient } from './asking-client.ts';
import { nextLine, startNode } from './children.ts';
import { startServer } from './chinwag.ts';
import { median } from './figures.ts';
import { QUICK_PASSWORDS } from './people.ts';

const FILL = fileURLToPath(new URL('archive-fill.ts', import.meta.url));
/** Repetitions of each query. */
const REQUESTS = 100;
const STARTS = 5;
const PAGE = 50;

/** The figures of one query, asked a hundred times. */
export interface QuestionSample {
  readonly question: string;
  /** Typical results of a query: messages or conversations. */
  readonly found: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface FilledSample {
  readonly messages: number;
  readonly accounts: number;
  readonly logBytes: number;
  readonly searchBytes: number;
  /**
   * Median time from the start of the process until it listens: with an empty store, with the files in the page cache,
   * and without.
   */
  readonly emptyStartMs: number;
  readonly startMs: number;
  readonly coldStartMs: number;
  readonly page: QuestionSample;
  readonly deepPage: QuestionSample;
  readonly search: QuestionSample;
  readonly others: readonly QuestionSample[];
}

export interface ArchiveSample extends FilledSample {
  /** How long filling the log took, and the index. */
  readonly logSeconds: number;
  readonly searchSeconds: number;
}

export async function measureArchive(messages: number): Promise<ArchiveSample> {
  const folder = await mkdtemp(join(tmpdir(), 'chinwag-bench-'));
  try {
    const filler = startNode(FILL, [folder, String(messages)]);
    const [, logSeconds = Number.NaN, searchSeconds = Number.NaN] = (await nextLine(filler))
      .split(' ')
      .map(Number);
    if ((await filler.exited) !== 0) throw new Error('the archive cannot be filled');
    return { logSeconds, searchSeconds, ...(await measureFilled(folder, messages)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Measures a folder that archive-fill.ts has filled with `messages`. */
export async function measureFilled(folder: string, messages: number): Promise<FilledSample> {
  const plan = new ArchivePlan(messages);
  const size = (file: string) => statSync(join(folder, file)).size;
  return {
    messages,
    accounts: plan.accounts,
    logBytes: size(DATABASE_FILE),
    searchBytes: size(SEARCH_FILE),
    ...(await measureStarts(folder)),
    ...(await askAll(folder, plan)),
  };
}

function start(data: string | null) {
  return startServer({ ...(data === null ? {} : { data }), options: QUICK_PASSWORDS });
}

/** Takes turns, so that a slow moment of the machine slows all of them. */
async function measureStarts(folder: string) {
  const empty: number[] = [];
  const full: number[] = [];
  const cold: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    empty.push(await startMs(null));
    full.push(await startMs(folder));
    forget(folder);
    cold.push(await startMs(folder));
  }
  return { emptyStartMs: median(empty), startMs: median(full), coldStartMs: median(cold) };
}

async function startMs(folder: string | null): Promise<number> {
  const startedAt = performance.now();
  const server = await start(folder);
  const ms = performance.now() - startedAt;
  await server.stop();
  return ms;
}

/** Drops the files from the page cache. */
function forget(folder: string): void {
  for (const file of [DATABASE_FILE, SEARCH_FILE]) {
    execFileSync('dd', [`if=${join(folder, file)}`, 'iflag=nocache', 'count=0', 'status=none']);
  }
}

async function askAll(folder: string, plan: ArchivePlan) {
  const server = await start(folder);
  const open = (name: string) => AskingClient.open(server.port, name);
  const long = await open(people.long);
  const busy = await open(people.busy);
  const fives = await Promise.all(people.fives.map(open));
  const five = (i: number) => fives[i % fives.length] as AskingClient;
  const { busyPeers, messages, middleAt } = plan;
  const middle = new Date(middleAt).toISOString().slice(0, 10);
  const word = FREQUENT_WORD;
  const page = await ask('the newest page of a conversation', (i) =>
    count(busy, 'history', { with: busyPeers[(i * 7) % busyPeers.length] as string, limit: PAGE }),
  );
  const deepPage = await ask('a page deep in the longest conversation', (i) => {
    const before = Math.floor((messages * (i + 1)) / (REQUESTS + 1));
    return count(long, 'history', { with: people.longPeer, before, limit: PAGE });
  });
  const search = await ask(`search ${word}, in five conversations`, (i) =>
    count(five(i), 'search', { query: word, limit: PAGE }),
  );
  const inLong = (query: string) =>
    ask(`search ${query}, in the longest conversation`, () =>
      count(long, 'search', { query, limit: PAGE }),
    );
  const others = [
    await ask('a page from a time on in the longest conversation', (i) =>
      count(long, 'history', { with: people.longPeer, since: middleAt + i * 1000, limit: PAGE }),
    ),
    await ask(`search ${word} before:${middle}, in five conversations`, (i) =>
      count(five(i), 'search', { query: `${word} before:${middle}`, limit: PAGE }),
    ),
    await inLong(word),
    await inLong(`${word} from:${people.longPeer}`),
    await inLong(`${word} before:${middle}`),
    await inLong(`${word} after:${middle}`),
    await inLong(ELSEWHERE_WORD),
    await ask('unread, in five conversations', (i) => count(five(i), 'unread', {})),
    await ask(`unread, in ${busyPeers.length} conversations`, () => count(busy, 'unread', {})),
    await ask('missed, from the beginning, in five conversations', (i) =>
      count(five(i), 'missed', { after: 0, limit: PAGE }),
    ),
    await ask(`missed, from the beginning, in ${busyPeers.length} conversations`, () =>
      count(busy, 'missed', { after: 0, limit: PAGE }),
    ),
    await ask(`missed, the last hundredth, in ${busyPeers.length} conversations`, () =>
      count(busy, 'missed', { after: Math.floor(messages * 0.99), limit: PAGE }),
    ),
  ];
  for (const client of [long, busy, ...fives]) client.close();
  await server.stop();
  return { page, deepPage, search, others };
}

interface Counted {
  readonly found: number;
  readonly ms: number;
}

async function count<Name extends CommandName>(
  client: AskingClient,
  command: Name,
  given: Arguments<Name>,
): Promise<Counted> {
  const { data, ms } = await client.ask(command, given);
  const { messages, conversations } = data as Record<string, readonly unknown[] | undefined>;
  return { found: (messages ?? conversations ?? []).length, ms };
}

async function ask(
  question: string,
  once: (i: number) => Promise<Counted>,
): Promise<QuestionSample> {
  const answers: Counted[] = [];
  for (let i = 0; i < REQUESTS; i++) answers.push(await once(i));
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    question,
    found: median(answers.map(({ found }) => found)),
    medianMs: median(times),
    p99Ms: times[Math.ceil(REQUESTS * 0.99) - 1] ?? Number.NaN,
  };
}
