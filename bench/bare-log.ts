/**
 * The reference for durable messages: a loop that inserts log rows in batches of a hundred, each a transaction, and
 * does nothing else. No network, no other thread, no counters.
 *
 *     node bench/bare-log.ts FOLDER log|search WARM_UP_MS MEASURED_MS
 *
 * The tables, indexes and PRAGMAs are the store's own (src/store/database/schema.ts, database.ts): the log by its id,
 * the index of conversations on (low, high, author), and that of keys, which has no entry for a message without one.
 * `search`: each batch is then indexed for search too (src/store/search/search-index.ts), in a transaction of its own.
 * Prints `rows PER_SECOND CPU_US_PER_ROW P50 P99`, the last two being the milliseconds of a batch: the speed of the
 * disk under this load, with nothing in between.
 */
import { join } from 'node:path';
import { MESSAGE } from '../src/store/database/log-kinds.ts';
import { openDatabase } from '../src/store/database/opening.ts';
import { SEARCH_FILE } from '../src/store/folder/file-names.ts';
import { type IndexedText, SearchIndex } from '../src/store/search/search-index.ts';
import { cachesOf } from '../src/store/settings.ts';
import { TEXT_BYTES } from './dialects.ts';
import { Latencies } from './latencies.ts';
import { CONNECTIONS } from './throughput.ts';

const BATCH = 100;

const [folder = '', kind = ''] = process.argv.slice(2);
const [warmUpMs = 0, measuredMs = 0] = process.argv.slice(4).map(Number);

const database = openDatabase(folder, {
  durability: 'full',
  keepMessagesMs: Infinity,
  keepAuditMs: Infinity,
  keepEdits: true,
});
const { store } = database.prepare('SELECT store FROM state').get() as { store: string };
const index =
  kind === 'search'
    ? SearchIndex.open(
        join(folder, SEARCH_FILE),
        { store, nextEntry: 1 },
        () => null,
        () => {},
        cachesOf({}).searchKiB,
      )
    : null;
const insert = database.prepare(
  `INSERT INTO log (id, at, kind, author, low, high, key, text)
   VALUES (?, ?, ${MESSAGE}, ?, ?, ?, NULL, ?)`,
);

/** Texts of the users under load. */
const texts = Array.from({ length: CONNECTIONS }, (_, number) =>
  Uint8Array.from({ length: TEXT_BYTES }, (_byte, i) => 97 + ((number + i) % 26)),
);
let id = 1;
let latencies = new Latencies();

function addBatch(): void {
  const batch: IndexedText[] = [];
  database.exec('BEGIN IMMEDIATE');
  for (let i = 0; i < BATCH; i++, id++) {
    const user = id % CONNECTIONS;
    const from = user + 1;
    const to = (user ^ 1) + 1;
    const [low, high] = from < to ? [from, to] : [to, from];
    const text = texts[user] as Uint8Array;
    insert.run(id, Date.now(), from, low, high, text);
    batch.push({ entry: id, message: id, from, low, high, hidden: false, text });
  }
  database.exec('COMMIT');
  index?.add(batch, id - 1);
}

function run(ms: number): void {
  for (let at = performance.now(), end = at + ms; at < end; ) {
    addBatch();
    const now = performance.now();
    latencies.add(now - at);
    at = now;
  }
}

run(warmUpMs);
const first = id;
latencies = new Latencies();
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
run(measuredMs);
const { user, system } = process.cpuUsage(cpuBefore);
const seconds = (performance.now() - startedAt) / 1000;
const rows = id - first;
const figures = [rows / seconds, (user + system) / rows];
figures.push(latencies.quantile(0.5), latencies.quantile(0.99));
process.stdout.write(`rows ${figures.join(' ')}\n`);
index?.close();
database.close();
