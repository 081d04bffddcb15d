/**
 * The log and the archive over a database in memory. Nothing happens by itself: the test decides when appended changes
 * become durable or fail, when the machine crashes, and when a query is answered.
 */
import type { Archive, Question } from '../../../src/chat/archive.ts';
import type { Change, Cursor, Log, Outcome } from '../../../src/chat/storage.ts';
import { type Durable, MemoryDatabase } from './memory-database.ts';
import type { Random } from './random.ts';
import { StoredModel } from './stored-model.ts';

type Item =
  | { readonly kind: 'append'; readonly change: Change; readonly done: (outcome: Outcome) => void }
  | { readonly kind: 'note'; readonly cursor: Cursor };

/** A durable change, including repeated messages and cursors, with its time. */
export interface Recorded {
  readonly item: Change | Cursor;
  readonly at: number;
}

/** An item with its outcome; null for a note. */
type Written = readonly [Item, Durable | null];

interface Asked {
  /** The number of appends that must be settled before it is answered. */
  readonly after: number;
  /** Reads the answer; the returned function delivers it. */
  readonly read: (readable: boolean) => () => void;
}

export class SimulatedStorage implements Log, Archive {
  /** What is durable. */
  readonly database = new MemoryDatabase();
  /** The same, as the model has it. */
  readonly written = new StoredModel();
  /** The same as reported to the hub: behind `written` while a batch is reported. */
  readonly executed = new StoredModel();
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
        this.executed.apply(item.change, outcome);
        if (outcome.kind === 'durable') this.onExecuting(item.change, outcome.id);
        item.done(outcome);
        if (outcome.kind === 'durable') this.onExecuted(item.change, outcome.id);
        if (outcome.kind === 'durable') newest = outcome.id;
      }
    }
    if (newest > 0) this.grown(newest);
  }

  #write(count: number): Written[] {
    const items = this.#pending.splice(0, count);
    if (items.length === 0) return [];
    const at = this.#now();
    const written = items.map((one) => (one.kind === 'note' ? one.cursor : one.change));
    for (const item of written) this.journal.push({ item, at });
    const outcomes = this.database.write(written, at);
    return items.map((item, i) => {
      const outcome = outcomes[i] ?? null;
      if (item.kind === 'note') this.written.note(item.cursor);
      else if (outcome !== null) {
        this.written.apply(item.change, outcome);
        if (outcome.kind === 'durable') this.onDurable(item.change, outcome.id);
      }
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
      else if (outcome !== null) this.executed.apply(item.change, outcome);
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
    question: Question<Given, Answer>,
    given: NoInfer<Given>,
    done: (answer: NoInfer<Answer> | null) => void,
  ): void {
    this.#questions.push({
      after: this.#appended,
      read: (readable) => {
        const answer = readable ? this.database.answer(question, given) : null;
        return () => done(answer);
      },
    });
  }
}
