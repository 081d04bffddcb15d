/** Writes the entries of a batch, and what they change, inside a transaction of the caller's. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AccountChanges } from './account-changes.ts';
import { FIELDS, KEYED, type Note, OTHER, type PackedBatch, WAITS } from './batch.ts';
import { MemberCache } from './member-cache.ts';
import { MESSAGE } from './schema.ts';
import { Tally } from './tally.ts';

export class Entries {
  readonly #database: DatabaseSync;
  readonly #members = new MemberCache();
  readonly #removed = new Set<number>();
  readonly #tally: Tally;
  readonly #changes: AccountChanges;
  readonly #insertMessage: StatementSync;
  readonly #insertKeyed: StatementSync;
  readonly #insertFact: StatementSync;
  readonly #findKey: StatementSync;
  readonly #insertMember: StatementSync;
  readonly #insertErasure: StatementSync;
  readonly #saveState: StatementSync;
  #nextId = 0;
  #newestAt = 0;
  #erasing = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#tally = new Tally(database);
    this.#changes = new AccountChanges(database, this.#removed);
    const insertMessage = `INSERT INTO log (id, at, kind, author, low, high, key, text)
      VALUES (?, ?, ${MESSAGE}, ?, ?, ?, ?, ?)`;
    this.#insertMessage = database.prepare(insertMessage);
    this.#insertKeyed = database.prepare(
      `${insertMessage} ON CONFLICT (author, key) WHERE key IS NOT NULL DO NOTHING`,
    );
    this.#insertFact = database.prepare(
      'INSERT INTO log (id, at, kind, author, data) VALUES (?, ?, ?, ?, ?)',
    );
    this.#findKey = database.prepare('SELECT id, at FROM log WHERE author = ? AND key = ?');
    this.#insertMember = database.prepare(
      'INSERT OR IGNORE INTO members (account, low, high) VALUES (?, ?, ?)',
    );
    this.#insertErasure = database.prepare('INSERT OR IGNORE INTO erasures VALUES (?, ?, ?)');
    this.#saveState = database.prepare(
      'UPDATE state SET next_entry = ?, newest_at = max(newest_at, ?)',
    );
    this.forget();
  }

  /** How what was applied since the last commit is taken back: it is read again. */
  forget(): void {
    this.#members.clear();
    this.#tally.forget();
    this.#removed.clear();
    for (const row of this.#database.prepare('SELECT account FROM erased').iterate()) {
      this.#removed.add(row.account as number);
    }
    const state = this.#database.prepare('SELECT next_entry, newest_at FROM state').get();
    this.#nextId = state?.next_entry as number;
    this.#newestAt = state?.newest_at as number;
  }

  /** What became of each entry is put in its numbers: see BatchResult. @returns whether anything is to be erased */
  apply(batch: PackedBatch): boolean {
    const { numbers, bytes, count, notes } = batch;
    this.#erasing = false;
    let note = 0;
    let key = 0;
    let other = 0;
    let position = 0;
    for (let i = 0; i < count; i++) {
      for (; (notes[note]?.position ?? count) <= i; note++) {
        this.#tally.noted((notes[note] as Note).place);
      }
      const offset = FIELDS * i;
      const length = numbers[offset + 3] as number;
      if (length === OTHER) {
        const change = batch.others[other++] as PackedBatch['others'][number];
        this.#other(change, numbers, offset);
        continue;
      }
      const keyed = ((numbers[offset + 4] as number) & KEYED) !== 0;
      const text = bytes.subarray(position, position + length);
      this.#message(numbers, offset, keyed ? (batch.keys[key++] as string) : null, text);
      position += length;
    }
    for (const { place } of notes.slice(note)) this.#tally.noted(place);
    this.#tally.write();
    if (count > 0) this.#saveState.run(this.#nextId, this.#newestAt);
    return this.#erasing;
  }

  #message(numbers: Float64Array, offset: number, key: string | null, text: Uint8Array): void {
    const at = numbers[offset] as number;
    const from = numbers[offset + 1] as number;
    const to = numbers[offset + 2] as number;
    const low = from < to ? from : to;
    const high = from < to ? to : from;
    const id = this.#nextId;
    if (key === null) {
      this.#insertMessage.run(id, at, from, low, high, null, text);
    } else if (this.#insertKeyed.run(id, at, from, low, high, key, text).changes === 0) {
      const like = this.#findKey.get(from, key);
      numbers[offset] = like?.at as number;
      numbers[offset + 1] = -(like?.id as number);
      return;
    }
    this.#nextId = id + 1;
    this.#newestAt = at;
    numbers[offset + 1] = id;
    if (!this.#members.seen(low, high)) this.#remember(low, high);
    if (this.#removed.size > 0 && this.#removed.has(from)) {
      // Under way when the account was removed.
      this.#erasing = true;
      this.#insertErasure.run(from, low, high);
      this.#database.prepare('UPDATE erased SET done = 0 WHERE account = ?').run(from);
      return;
    }
    this.#tally.stored(from, text.length);
    if (((numbers[offset + 4] as number) & WAITS) !== 0 && !this.#removed.has(to)) {
      this.#tally.waits(to, from);
    }
  }

  #remember(low: number, high: number): void {
    if (!this.#removed.has(low)) this.#insertMember.run(low, low, high);
    if (high !== low && !this.#removed.has(high)) this.#insertMember.run(high, low, high);
  }

  #other(change: PackedBatch['others'][number], numbers: Float64Array, offset: number): void {
    if (change.kind === 'message') throw new Error('a message among the other changes');
    // So that what was counted for it goes with it.
    if (change.kind === 'account-removed') {
      this.#erasing = true;
      this.#tally.write();
    }
    const at = numbers[offset] as number;
    const id = this.#nextId++;
    this.#newestAt = at;
    numbers[offset + 1] = id;
    const fact = this.#changes.apply(change, id);
    if (fact !== null) this.#insertFact.run(id, at, fact.kind, fact.account, fact.data);
  }
}
