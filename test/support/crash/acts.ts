/**
 * State that people change by one act after the other, so that only the last one can be unknown: if the server is
 * killed before it answers, the state is the one before or the one after, and the next start shows which.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../account-client.ts';
import type { Fate } from './journal.ts';

export interface Act {
  readonly kind: string;
  readonly serial: number;
  /** Its entry in the audit log, without id and time; null if it has none. */
  readonly audit: string | null;
  /** The answer to the person who did it. */
  fate: Fate;
  /** Was it done? Null if unknown. */
  done: boolean | null;
  /** Was it reported to anybody? Then it is stored. */
  witnessed: boolean;
}

export class Known<T> {
  #value: T;
  #perhaps: { readonly value: T; readonly act: Act } | null = null;

  constructor(value: T) {
    this.#value = value;
  }

  /** The current value, if no act is under way. */
  get value(): T {
    return this.#value;
  }

  get settled(): boolean {
    return this.#perhaps === null;
  }

  begin(act: Act, value: T): void {
    assert.ok(this.#perhaps === null, `${act.kind} while ${this.#perhaps?.act.kind} is under way`);
    this.#perhaps = { value, act };
  }

  end(done: boolean): void {
    if (done && this.#perhaps !== null) this.#value = this.#perhaps.value;
    this.#perhaps = null;
  }

  /** Somebody was told of a value that `matches`; that may be an earlier one. */
  witness(matches: (value: T) => boolean): void {
    if (this.#perhaps === null || matches(this.#value)) return;
    if (matches(this.#perhaps.value)) this.#perhaps.act.witnessed = true;
  }

  /** The value was found to be `actual`. */
  observe(actual: T, what: string): void {
    this.settle(
      (value) => isDeepStrictEqual(value, actual),
      () => `${what} is ${JSON.stringify(actual)}`,
    );
  }

  /** Settles the act under way, if any: the value that `matches` is the one before or after it. */
  settle(matches: (value: T) => boolean, what: () => string): void {
    const perhaps = this.#perhaps;
    const act = perhaps?.act;
    const after = perhaps !== null && matches(perhaps.value);
    if (!after && (act?.witnessed === true || !matches(this.#value))) {
      const then = perhaps === null ? '' : `, or, with ${act?.kind}, ${show(perhaps.value)}`;
      const seen = act?.witnessed === true ? ', which somebody was told of' : '';
      assert.fail(`${what()}, not ${show(this.#value)}${then}${seen}`);
    }
    if (act !== undefined) act.done = after;
    this.end(after);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value);
}

/** All acts of a load. */
export class Ledger {
  readonly acts: Act[] = [];
  /** Reasons of refusals, with their counts. */
  readonly refusals = new Map<string, number>();

  next(kind: string, audit: ((serial: number) => string) | null = null): Act {
    const serial = this.acts.length;
    const words = audit?.(serial) ?? null;
    const act: Act = { kind, serial, audit: words, fate: 'unknown', done: null, witnessed: false };
    this.acts.push(act);
    return act;
  }

  /** Attempts `act`, which makes `next` of what is `known`. Resolves with null if the outcome is unknown. */
  async attempt<T>(
    act: Act,
    known: Known<T>,
    next: T,
    ask: () => Promise<Answer | null>,
  ): Promise<Answer | null> {
    known.begin(act, next);
    const answer = await ask();
    if (answer === null) return null;
    act.fate = answer.ok ? 'acknowledged' : 'refused';
    act.done = answer.ok;
    known.end(answer.ok);
    if (!answer.ok) {
      assert.ok(!act.witnessed, `${act.kind} was refused, and somebody was told of it`);
      const what = `refused, ${act.kind}: reason ${answer.reason}`;
      this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1);
    }
    return answer;
  }

  /** The numbers of acts: acknowledged by kind, refused by reason, and unknown. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = Object.fromEntries(this.refusals);
    const add = (what: string) => {
      counts[what] = (counts[what] ?? 0) + 1;
    };
    for (const { kind, fate, done } of this.acts) {
      if (fate === 'acknowledged') add(kind);
      if (fate === 'unknown') add('unknown acts');
      if (fate === 'unknown' && done === true) add('unknown acts, done');
    }
    return counts;
  }
}
