/**
 * The log and the archive over plain arrays. Nothing happens by itself: the test decides when appended changes become
 * durable or fail, when the machine crashes, and when a query is answered.
 */

import type {
  Archive,
  ConversationPage,
  MessageOwner,
  MessagePage,
  Range,
  Revision,
  SearchQuery,
  StoredMessage,
  UnreadCount,
} from '../../../src/chat/archive.ts';
import type { LogPage } from '../../../src/chat/delivery/log-entry.ts';
import type { AuditEntry } from '../../../src/chat/records.ts';
import type { Change, Cursor, Log, Outcome } from '../../../src/chat/storage.ts';
import { decodeText } from '../../../src/protocol/bytes.ts';
import { firstOf, isBefore, lastOf } from './message-pages.ts';
import type { Random } from './random.ts';
import { StoredTables } from './stored-tables.ts';

type Item =
  | { readonly kind: 'append'; readonly change: Change; readonly done: (outcome: Outcome) => void }
  | { readonly kind: 'note'; readonly cursor: Cursor };

/** A durable change, including repeated messages and cursors, with its time. */
export interface Recorded {
  readonly item: Change | Cursor;
  readonly at: number;
}

/** An item with its outcome; null for a note. */
type Written = readonly [Item, Exclude<Outcome, { kind: 'failed' }> | null];

interface Question {
  /** The number of appends that must be settled before it is answered. */
  readonly after: number;
  /** Reads the answer; the returned function delivers it. */
  readonly read: (readable: boolean) => () => void;
}

export class SimulatedStorage implements Log, Archive {
  /** The durable state. */
  readonly tables = new StoredTables();
  /** The durable state as reported to the hub: behind `tables` while a batch is reported. */
  readonly executed = new StoredTables();
  /** All writes in order: another storage that replays them has the same state. */
  readonly journal: Recorded[] = [];
  pendingBytes = 0;
  grown: (newest: number) => void = () => {};
  /** Called with each appended change, before the hub goes on. */
  onAppend: (change: Change) => void = () => {};
  /** Called with each change that became durable. */
  onDurable: (change: Change, id: number) => void = () => {};
  /** Called before the hub executes a change. */
  onExecuting: (change: Change, id: number) => void = () => {};
  /** Called after the hub has executed a change. */
  onExecuted: (change: Change, id: number) => void = () => {};
  readonly #random: Random;
  readonly #now: () => number;
  #pending: Item[] = [];
  #untold: Written[] = [];
  #appended = 0;
  #settled = 0;
  #questions: Question[] = [];
  #answers: (() => void)[] = [];

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /** Is nothing under way? */
  get idle(): boolean {
    const { length } = this.#pending;
    return length + this.#untold.length + this.#questions.length + this.#answers.length === 0;
  }

  // --- Log ---

  append(change: Change, done: (outcome: Outcome) => void): void {
    this.onAppend(change);
    this.#pending.push({ kind: 'append', change, done });
    this.#appended++;
    if (change.kind === 'message') this.pendingBytes += change.text.length;
  }

  note(cursor: Cursor): void {
    this.#pending.push({ kind: 'note', cursor });
  }

  // --- controls of the test ---

  /** Makes the first `count` pending changes durable; the archive sees them before the hub is told. */
  write(count: number): void {
    this.#untold.push(...this.#write(count));
  }

  /** Makes the first `count` pending changes durable, and tells the hub. */
  commit(count: number = this.#pending.length): void {
    this.write(count);
    let newest = 0;
    for (const [item, outcome] of this.#untold.splice(0)) {
      if (item.kind === 'note') this.executed.note(item.cursor);
      else if (outcome !== null) {
        this.#settle(item.change);
        this.executed.apply(item.change, outcome.at);
        if (outcome.kind === 'durable') this.onExecuting(item.change, outcome.id);
        item.done(outcome);
        if (outcome.kind === 'durable') this.onExecuted(item.change, outcome.id);
        if (outcome.kind === 'durable') newest = outcome.id;
      }
    }
    if (newest > 0) this.grown(newest);
  }

  #write(count: number): Written[] {
    return this.#pending.splice(0, count).map((item) => {
      this.journal.push({
        item: item.kind === 'note' ? item.cursor : item.change,
        at: this.#now(),
      });
      if (item.kind === 'note') {
        this.tables.note(item.cursor);
        return [item, null];
      }
      const outcome = this.tables.apply(item.change, this.#now());
      if (outcome.kind === 'durable') this.onDurable(item.change, outcome.id);
      return [item, outcome];
    });
  }

  /** Makes the first `durable` changes durable and fails the later ones. Cursors are kept for later. */
  fail(durable = this.#random.below(this.#pending.length + 1)): void {
    this.commit(durable);
    const failed = this.#pending.filter((item) => item.kind === 'append');
    this.#pending = this.#pending.filter(({ kind }) => kind === 'note');
    for (const { change } of failed) this.#settle(change);
    for (const { done } of failed) done({ kind: 'failed' });
  }

  #settle(change: Change): void {
    this.#settled++;
    if (change.kind === 'message') this.pendingBytes -= change.text.length;
  }

  /** Makes some changes durable without telling anybody, and loses the rest. A new hub starts from `stored`. */
  crash(): void {
    this.write(this.#random.below(this.#pending.length + 1));
    for (const [item, outcome] of this.#untold.splice(0)) {
      if (item.kind === 'note') this.executed.note(item.cursor);
      else if (outcome !== null) this.executed.apply(item.change, outcome.at);
    }
    this.#pending = [];
    this.#questions = [];
    this.#answers = [];
    this.pendingBytes = 0;
    this.#settled = this.#appended;
  }

  /** Reads an answer, if one can be read now. `readable`: the archive works. */
  read(readable = true): void {
    const ready = this.#questions.filter(({ after }) => after <= this.#settled);
    if (ready.length === 0) return;
    const question = this.#random.pick(ready);
    this.#questions.splice(this.#questions.indexOf(question), 1);
    this.#answers.push(question.read(readable));
  }

  /** Delivers one of the answers that were read. */
  answer(): void {
    const [give] = this.#answers.splice(this.#random.below(this.#answers.length), 1);
    give?.();
  }

  // --- Archive ---

  #ask<T>(read: () => T, done: (answer: T | null) => void): void {
    this.#questions.push({
      after: this.#appended,
      read: (readable) => {
        const answer = readable ? read() : null;
        return () => done(answer);
      },
    });
  }

  history(
    account: number,
    peer: number,
    range: Range,
    done: (page: MessagePage | null) => void,
  ): void {
    this.#ask(() => {
      const conversation = this.#seen(account, this.tables.between(account, peer));
      const { before, after, limit } = range;
      if (after !== null) {
        return firstOf(
          conversation.filter((message) => !isBefore(message, after, true)),
          limit,
        );
      }
      if (before === null) return lastOf(conversation, limit);
      return lastOf(
        conversation.filter((message) => isBefore(message, before, false)),
        limit,
      );
    }, done);
  }

  missed(
    account: number,
    after: number,
    limit: number,
    done: (page: MessagePage | null) => void,
  ): void {
    this.#ask(() => {
      const all = this.tables.missed(account, after);
      return firstOf(this.#seen(account, all), limit);
    }, done);
  }

  #seen(account: number, messages: readonly StoredMessage[]): StoredMessage[] {
    return messages.map((message) => this.tables.rooms.seen(account, message));
  }

  search(account: number, query: SearchQuery, done: (page: MessagePage | null) => void): void {
    const { phrases, limit } = query;
    this.#ask(() => {
      const all = [
        ...this.tables.ofAccount(account),
        ...query.rooms.flatMap((room) => this.tables.ofRoom(account, room)),
      ].sort((a, b) => a.id - b.id);
      const found = this.#seen(account, all).filter(({ id, at, from, to, text }) => {
        if (text.length === 0) return false;
        // A hidden edit does not make the message findable by its old text either.
        if (from !== account && this.tables.rooms.isUnseen(id)) return false;
        const peer = to < 0 || from === account ? to : from;
        const words = decodeText(text, 0, text.length) ?? '';
        return (
          phrases.every((phrase) => words.includes(phrase)) &&
          (query.from === null || query.from === from) &&
          (query.with === null || query.with === peer) &&
          (query.before === null || at < query.before) &&
          (query.after === null || at >= query.after) &&
          (query.beneath === null || id < query.beneath)
        );
      });
      return firstOf(found.reverse(), limit);
    }, done);
  }

  unread(account: number, done: (counts: readonly UnreadCount[] | null) => void): void {
    this.#ask(() => this.tables.unread(account), done);
  }

  conversations(
    account: number,
    beneath: number | null,
    limit: number,
    done: (page: ConversationPage | null) => void,
  ): void {
    this.#ask(() => {
      const all = this.tables.conversations(account);
      const older = all.filter(({ newest }) => beneath === null || newest < beneath);
      return { conversations: older.slice(0, limit), more: older.length > limit };
    }, done);
  }

  wrote(account: number, peer: number, done: (wrote: boolean | null) => void): void {
    const read = () =>
      this.tables.ofAccount(account).some(({ id, from, to }) => {
        return from === account && to === peer && !this.tables.rooms.isHidden(id);
      });
    this.#ask(read, done);
  }

  message(id: number, done: (message: MessageOwner | null, read: boolean) => void): void {
    const read = () => ({ message: this.tables.rooms.owner(id) });
    this.#ask(read, (answer) => done(answer?.message ?? null, answer !== null));
  }

  revisions(id: number, done: (revisions: readonly Revision[] | null) => void): void {
    this.#ask(() => [...this.tables.rooms.revisions(id)], done);
  }

  reactions(
    id: number,
    done: (reactions: readonly { emoji: string; account: number }[] | null) => void,
  ): void {
    this.#ask(() => [...this.tables.rooms.reactions(id)], done);
  }

  pins(account: number, room: number, done: (page: MessagePage | null) => void): void {
    this.#ask(() => {
      const all = this.#seen(account, this.tables.ofRoom(account, room));
      return firstOf(
        all.filter(({ id }) => this.tables.rooms.isPinned(id)),
        50,
      );
    }, done);
  }

  entries(after: number, limit: number, done: (page: LogPage | null) => void): void {
    this.#ask(() => this.tables.log.page(after, limit), done);
  }

  audit(
    before: number | null,
    room: number | null,
    limit: number,
    done: (entries: readonly AuditEntry[] | null) => void,
  ): void {
    this.#ask(() => this.tables.rooms.audit(before, room, limit), done);
  }
}
