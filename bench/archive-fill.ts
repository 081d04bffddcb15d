/**
 * Fills a data folder with many messages, through the store's own code but without a server, and has them indexed for
 * search.
 *
 *     node bench/archive-fill.ts FOLDER MESSAGES
 *
 * Nothing is synced meanwhile, so a folder that was not filled to the end is useless. Prints `filled LOG_SECONDS
 * SEARCH_SECONDS`.
 */
import { argon2Sync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { formatRecord } from '../src/secrets/password-record.ts';
import { openDatabase } from '../src/store/database/opening.ts';
import { SearchFollower } from '../src/store/search/search-follower.ts';
import { cachesOf } from '../src/store/settings.ts';
import { Batch, type PackedBatch } from '../src/store/writer/batch.ts';
import { Entries } from '../src/store/writer/entries.ts';
import { ArchivePlan } from './archive-plan.ts';
import { PASSWORD, userName } from './dialects.ts';

/** For the index of conversations, which is written to all over. */
const CACHE_KIB = 1024 * 1024;
const BATCHES_PER_COMMIT = 16;
/** The share of messages, at the end, that wait for their recipients. */
const WAITING_SHARE = 0.01;
const PROGRESS_MS = 15_000;

class Filler {
  readonly #database: DatabaseSync;
  readonly #entries: Entries;
  #batch = new Batch();
  #batches = 0;

  constructor(folder: string) {
    this.#database = openDatabase(folder, {
      durability: 'relaxed',
      keepMessagesMs: Infinity,
      keepAuditMs: Infinity,
      keepEdits: true,
    });
    this.#database.exec(`PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB}; BEGIN`);
    this.#entries = new Entries(this.#database);
  }

  fill(plan: ArchivePlan): void {
    this.#register(plan);
    const message = { from: 0, to: 0, at: 0, text: '' };
    const waitFrom = plan.messages * (1 - WAITING_SHARE);
    const encoder = new TextEncoder();
    const reporter = new Reporter('messages', plan.messages);
    for (let number = 0; number < plan.messages; number++) {
      plan.next(message);
      const { from, to, at } = message;
      const text = encoder.encode(message.text);
      if (!this.#batch.hasRoomFor(text.length)) this.#apply();
      const waits = number >= waitFrom;
      this.#batch.addMessage({ kind: 'message', from, to, key: null, waits, text }, at);
      reporter.at(number);
    }
    this.#apply();
    this.#database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    this.#database.close();
  }

  #register(plan: ArchivePlan): void {
    const password = cheapRecord();
    for (let number = 0; number < plan.accounts; number++) {
      if (!this.#batch.hasRoomFor(0)) this.#apply();
      const account = { id: number + 1, name: userName(number), password, createdAt: 0 };
      this.#batch.addOther(
        {
          kind: 'account',
          account: { ...account, operator: false, notices: true },
          invitation: null,
          reservation: null,
        },
        0,
      );
    }
  }

  #apply(): void {
    const packed: PackedBatch = this.#batch.pack(0);
    this.#entries.apply(packed);
    this.#batch = new Batch(packed.numbers, packed.bytes);
    if (++this.#batches % BATCHES_PER_COMMIT === 0) this.#database.exec('COMMIT; BEGIN');
  }
}

/** A record shared by all accounts, which is quick to verify. */
function cheapRecord(): string {
  const parameters = { memoryKiB: 8, passes: 1, parallelism: 1 };
  const salt = Buffer.from('no secret at all');
  const hash = argon2Sync('argon2id', {
    message: PASSWORD,
    nonce: salt,
    ...parameters,
    memory: parameters.memoryKiB,
    tagLength: 32,
  });
  return formatRecord({ parameters, salt, hash });
}

/** Reports progress on standard error. */
class Reporter {
  readonly #what: string;
  readonly #total: number;
  #saidAt = performance.now();

  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  at(number: number): void {
    if (number % 1000 !== 0 || performance.now() - this.#saidAt < PROGRESS_MS) return;
    this.#saidAt = performance.now();
    process.stderr.write(`${this.#what}: ${Math.floor((100 * number) / this.#total)} %\n`);
  }
}

function index(folder: string, total: number): void {
  const follower = new SearchFollower(folder, cachesOf({}).searchKiB, () => {});
  const reporter = new Reporter('search index', total);
  while (follower.follow()) reporter.at(follower.upto - (follower.upto % 1000));
  follower.close();
}

const [folder = '', messages = ''] = process.argv.slice(2);
const startedAt = performance.now();
new Filler(folder).fill(new ArchivePlan(Number(messages)));
const filledAt = performance.now();
index(folder, Number(messages));
const seconds = [filledAt - startedAt, performance.now() - filledAt].map((ms) => ms / 1000);
process.stdout.write(`filled ${seconds.join(' ')}\n`);
