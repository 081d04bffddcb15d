/**
 * The log and the archive over plain arrays. Nothing happens by itself: the test decides when appended changes become
 * durable or fail, when the machine crashes, and when a query is answered.
 */

import type { Archive, Question, StoredMessage, StoredPage } from '../../../src/chat/archive.ts';
import { logEntries } from '../../../src/chat/delivery/log-entry.ts';
import type { Change, Cursor, Log, Outcome } from '../../../src/chat/storage.ts';
import { auditLog } from '../../../src/chat/stored/audit.ts';
import { conversationsOf } from '../../../src/chat/stored/conversations.ts';
import { revisionsOf } from '../../../src/chat/stored/edit.ts';
import { hasWritten, historyOf, type Range } from '../../../src/chat/stored/history.ts';
import { messageWith } from '../../../src/chat/stored/message.ts';
import { pinnedIn } from '../../../src/chat/stored/pin.ts';
import { reactionsTo } from '../../../src/chat/stored/reaction.ts';
import { foundBy, type SearchQuery } from '../../../src/chat/stored/search.ts';
import { missedBy, unreadBy } from '../../../src/chat/stored/unread.ts';
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

interface Asked {
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
  #questions: Asked[] = [];
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

  ask<Given, Answer>(
    { name }: Question<Given, Answer>,
    given: NoInfer<Given>,
    done: (answer: NoInfer<Answer> | null) => void,
  ): void {
    const answer = this.#answersTo.get(name);
    if (answer === undefined) throw new Error(`the double does not answer ${name}`);
    this.#questions.push({
      after: this.#appended,
      read: (readable) => {
        const found = readable ? (answer(given) as Answer) : null;
        return () => done(found);
      },
    });
  }

  readonly #answersTo = new Map<string, (given: unknown) => unknown>([
    answers(historyOf, ({ account, peer, range }) => this.#history(account, peer, range)),
    answers(missedBy, ({ account, after, limit }) =>
      firstOf(this.#seen(account, this.tables.missed(account, after)), limit),
    ),
    answers(foundBy, ({ account, query }) => this.#search(account, query)),
    answers(unreadBy, ({ account }) => this.tables.unread(account)),
    answers(conversationsOf, ({ account, beneath, limit }) => {
      const all = this.tables.conversations(account);
      const older = all.filter(({ newest }) => beneath === null || newest < beneath);
      return { conversations: older.slice(0, limit), more: older.length > limit };
    }),
    answers(hasWritten, ({ account, peer }) =>
      this.tables
        .ofAccount(account)
        .some(
          ({ id, from, to }) => from === account && to === peer && !this.tables.rooms.isHidden(id),
        ),
    ),
    answers(messageWith, ({ id }) => ({ message: this.tables.rooms.owner(id) })),
    answers(revisionsOf, ({ message }) => [...this.tables.rooms.revisions(message)]),
    answers(reactionsTo, ({ message }) => [...this.tables.rooms.reactions(message)]),
    answers(pinnedIn, ({ account, room, limit }) => {
      const all = this.#seen(account, this.tables.ofRoom(account, room));
      return firstOf(
        all.filter(({ id }) => this.tables.rooms.isPinned(id)),
        limit,
      );
    }),
    answers(logEntries, ({ after, limit }) => this.tables.log.page(after, limit)),
    answers(auditLog, ({ before, room, limit }) => this.tables.rooms.audit(before, room, limit)),
  ]);

  #history(account: number, peer: number, { before, after, limit }: Range): StoredPage {
    const conversation = this.#seen(account, this.tables.between(account, peer));
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
  }

  #seen(account: number, messages: readonly StoredMessage[]): StoredMessage[] {
    return messages.map((message) => this.tables.rooms.seen(account, message));
  }

  #search(account: number, query: SearchQuery): StoredPage {
    const { phrases, limit } = query;
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
  }
}

function answers<Given, Answer>(
  { name }: Question<Given, Answer>,
  answer: (given: Given) => Answer,
): [string, (given: unknown) => unknown] {
  return [name, answer as (given: unknown) => unknown];
}
