/** Writes the entries of a batch and their effects, inside a transaction of the caller's. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { RisingTimes } from '../../chat/rising-times.ts';
import type { MessageExtras } from '../../chat/stored/message.ts';
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { messageData } from '../database/message-data.ts';
import { ADD_ERASURE } from '../tables/erasures.ts';
import {
  ADD_KEYED_MESSAGE,
  ADD_MESSAGE,
  ADD_WHOLE_MESSAGE,
  FIND_KEY,
} from '../tables/log-entries.ts';
import { ADD_MEMBER } from '../tables/member-entries.ts';
import { mention } from '../tables/mentions.ts';
import { SAVE_STATE } from '../tables/state.ts';
import { EXTRA, FIELDS, KEYED, type Note, OTHER, type PackedBatch, WAITS } from './batch.ts';
import { Changes } from './changes.ts';
import type { Gone } from './gone.ts';
import { MemberCache } from './member-cache.ts';
import { Tally } from './tally.ts';

export class Entries {
  readonly #database: DatabaseSync;
  readonly #members = new MemberCache();
  readonly #tally: Tally;
  readonly #changes: Changes;
  readonly #gone: Gone;
  readonly #insertMessage: StatementSync;
  readonly #insertKeyed: StatementSync;
  readonly #insertWhole: StatementSync;
  readonly #findKey: StatementSync;
  readonly #insertMember: StatementSync;
  readonly #insertErasure: StatementSync;
  readonly #saveState: StatementSync;
  #nextId = 0;
  /** By account, and for rooms by the negative id: as in the log. */
  #times = new RisingTimes<number>();
  #erasing = false;

  /** `keepEdits`: see StoreSettings. */
  constructor(database: DatabaseSync, keepEdits = true) {
    this.#database = database;
    this.#tally = new Tally(database);
    this.#changes = new Changes(database, this.#tally, keepEdits);
    this.#gone = this.#changes.gone;
    this.#insertMessage = database.prepare(ADD_MESSAGE);
    this.#insertKeyed = database.prepare(ADD_KEYED_MESSAGE);
    this.#insertWhole = database.prepare(ADD_WHOLE_MESSAGE);
    this.#findKey = database.prepare(FIND_KEY);
    this.#insertMember = database.prepare(ADD_MEMBER);
    this.#insertErasure = database.prepare(ADD_ERASURE);
    this.#saveState = database.prepare(SAVE_STATE);
    this.forget();
  }

  /** Call after a rollback: state is read again. */
  forget(): void {
    this.#members.clear();
    this.#tally.forget();
    this.#gone.read();
    const state = this.#database.prepare('SELECT next_entry, newest_at FROM state').get();
    this.#nextId = state?.next_entry as number;
    this.#times = new RisingTimes(state?.newest_at as number);
  }

  /**
   * Writes the result of each entry into its numbers: see BatchResult.
   * @returns whether there is anything to erase
   */
  apply(batch: PackedBatch): boolean {
    const { numbers, bytes, count, notes } = batch;
    this.#erasing = false;
    let note = 0;
    let key = 0;
    let extra = 0;
    let other = 0;
    let position = 0;
    for (let i = 0; i < count; i++) {
      for (; (notes[note]?.position ?? count) <= i; note++) {
        this.#tally.noted((notes[note] as Note).cursor);
      }
      const offset = FIELDS * i;
      const length = numbers[offset + 3] as number;
      if (length === OTHER) {
        const change = batch.others[other++] as PackedBatch['others'][number];
        this.#other(change, numbers, offset);
        continue;
      }
      const flags = numbers[offset + 4] as number;
      const text = bytes.subarray(position, position + length);
      const itsKey = (flags & KEYED) !== 0 ? (batch.keys[key++] as string) : null;
      const more = (flags & EXTRA) !== 0 ? (batch.extras[extra++] as MessageExtras) : null;
      this.#message(numbers, offset, itsKey, more, text);
      position += length;
    }
    for (const { cursor } of notes.slice(note)) this.#tally.noted(cursor);
    this.#tally.write();
    if (count > 0) this.#saveState.run(this.#nextId, this.#times.newest);
    return this.#erasing;
  }

  #message(
    numbers: Float64Array,
    offset: number,
    key: string | null,
    more: MessageExtras | null,
    text: Uint8Array,
  ): void {
    const from = numbers[offset + 1] as number;
    const to = numbers[offset + 2] as number;
    // For a room, both are the room.
    const low = to < 0 || to < from ? to : from;
    const high = to < 0 || to > from ? to : from;
    const id = this.#nextId;
    numbers[offset] = this.#times.nextIn(low, high, numbers[offset] as number);
    if (!this.#insert(numbers, offset, low, high, key, more, text)) {
      const like = this.#findKey.get(from, key);
      numbers[offset] = like?.at as number;
      numbers[offset + 1] = -(like?.id as number);
      return;
    }
    this.#nextId = id + 1;
    numbers[offset + 1] = id;
    this.#remember(from, low, high, more?.hidden === true);
    if (this.#isGone(from, to)) {
      // It was on its way when the account or the room was removed.
      this.#erasing = true;
      return;
    }
    if (more !== null) mention(this.#changes, id, low, from, more.mentions);
    this.#tally.stored(from, text.length);
    const waits = ((numbers[offset + 4] as number) & WAITS) !== 0;
    // Hidden messages count as well: otherwise their sender could tell from how many more may wait.
    if (waits && !this.#gone.accounts.has(to)) this.#tally.waits(to, from);
  }

  /** @returns whether it is stored; not where its key exists already */
  #insert(
    numbers: Float64Array,
    offset: number,
    low: number,
    high: number,
    key: string | null,
    more: MessageExtras | null,
    text: Uint8Array,
  ): boolean {
    const at = numbers[offset] as number;
    const from = numbers[offset + 1] as number;
    const id = this.#nextId;
    if (more === null && key === null) {
      this.#insertMessage.run(id, at, from, low, high, null, text);
      return true;
    }
    // All guests have the same number, so their keys are not unique.
    const own = from === 0 ? null : key;
    if (more === null) {
      return this.#insertKeyed.run(id, at, from, low, high, own, text).changes > 0;
    }
    const kind = more.hidden ? HIDDEN : MESSAGE;
    const data = messageData(more);
    return this.#insertWhole.run(id, at, kind, from, low, high, own, data, text).changes > 0;
  }

  /** Adds the conversation to its people; a hidden message only to its author. */
  #remember(from: number, low: number, high: number, hidden: boolean): void {
    if (hidden || low < 0) {
      if (from === 0 || (low < 0 && this.#members.seen(low, from))) return;
      if (!this.#gone.accounts.has(from) && !this.#gone.rooms.has(-low)) {
        this.#insertMember.run(from, low, high);
      }
      return;
    }
    if (this.#members.seen(low, high)) return;
    if (!this.#gone.accounts.has(low)) this.#insertMember.run(low, low, high);
    if (high !== low && !this.#gone.accounts.has(high)) this.#insertMember.run(high, low, high);
  }

  /** Is the author or the room removed? Then the entry is to be erased. */
  #isGone(from: number, to: number): boolean {
    const { accounts, rooms } = this.#gone;
    if (accounts.size > 0 && accounts.has(from)) {
      const low = to < 0 ? to : Math.min(from, to);
      this.#insertErasure.run(from, low, to < 0 ? to : Math.max(from, to));
      this.#database.prepare('UPDATE erased SET done = 0 WHERE account = ?').run(from);
      return true;
    }
    if (rooms.size === 0 || to >= 0 || !rooms.has(-to)) return false;
    this.#insertErasure.run(0, to, to);
    return true;
  }

  #other(change: PackedBatch['others'][number], numbers: Float64Array, offset: number): void {
    if (change.kind === 'message') throw new Error('a message among the other changes');
    // Its counts so far are deleted with it.
    if (change.kind === 'account-removed') this.#tally.write();
    if (change.kind === 'account-removed' || change.kind === 'room-removed') this.#erasing = true;
    // Its rows are deleted, and another message of its batch may follow.
    if (change.kind === 'room-removed') this.#members.clear();
    const at = this.#times.next(numbers[offset] as number);
    const id = this.#nextId++;
    numbers[offset] = at;
    numbers[offset + 1] = id;
    this.#changes.apply(change, id, at);
    if (this.#changes.takeErasing()) this.#erasing = true;
  }
}
