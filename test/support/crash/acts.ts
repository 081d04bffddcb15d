/**
 * What people change, one act after the other, so that all of it is known but for the last one: that a server is killed
 * before it answers leaves what was before or what is after, and the next start tells which.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../account-client.ts';
import type { Fate } from './journal.ts';

export interface Act {
  readonly kind: string;
  readonly serial: number;
  /** What the audit log says of it, but for its id and time; null where it says nothing. */
  readonly audit: string | null;
  /** What its doer was told. */
  fate: Fate;
  /** Was it done? Null: nobody knows. */
  done: boolean | null;
  /** Somebody was told of it, so it is stored. */
  witnessed: boolean;
}

export class Known<T> {
  #value: T;
  #perhaps: { readonly value: T; readonly act: Act } | null = null;

  constructor(value: T) {
    this.#value = value;
  }

  /** What it is, unless an act is under way. */
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

  /** Somebody is told that it is something that `matches`; that may be old news. */
  witness(matches: (value: T) => boolean): void {
    if (this.#perhaps === null || matches(this.#value)) return;
    if (matches(this.#perhaps.value)) this.#perhaps.act.witnessed = true;
  }

  /** It was found to be `actual`. */
  observe(actual: T, what: string): void {
    this.settle(
      (value) => isDeepStrictEqual(value, actual),
      () => `${what} is ${JSON.stringify(actual)}`,
    );
  }

  /** What it is `matches`: the act that was under way, if any, was done or was not. */
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
  /** Reasons of what was refused, and how often. */
  readonly refusals = new Map<string, number>();

  next(kind: string, audit: ((serial: number) => string) | null = null): Act {
    const serial = this.acts.length;
    const words = audit?.(serial) ?? null;
    const act: Act = { kind, serial, audit: words, fate: 'unknown', done: null, witnessed: false };
    this.acts.push(act);
    return act;
  }

  /** Does `act`, which makes `next` of what is `known`. Null: what became of it is unknown. */
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

  /** By kind, those that were acknowledged; those that were refused, with the reason; and how many were unknown. */
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
