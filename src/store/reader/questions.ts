/** Open questions to a reading thread: a limited number at a time, answered in any order. */

import type { Question } from '../../chat/archive.ts';
import { type Damage, Health } from '../health.ts';
import type { StoreLog } from '../store-log.ts';
import type { Ask, QueryResult } from './archive-messages.ts';

type Answered = (result: unknown) => void;

/** Further questions are answered with null at once. */
const QUESTIONS_MAX = 1024;

export class Questions {
  readonly #post: (ask: Ask) => boolean;
  /** Calls back when everything appended so far is settled. */
  readonly #barrier: (notes: boolean, reached: () => void) => void;
  readonly #health: Health;
  readonly #asked = new Map<number, Answered>();
  #next = 0;

  constructor(
    what: string,
    post: (ask: Ask) => boolean,
    barrier: (notes: boolean, reached: () => void) => void,
    log: StoreLog,
    damage: Damage | null = null,
  ) {
    this.#post = post;
    this.#barrier = barrier;
    this.#health = new Health(`${what} cannot be read`, `${what} can be read again`, log, damage);
  }

  /** The current fault in one line; null: none. */
  get trouble(): string | null {
    return this.#health.trouble;
  }

  ask<Given, Answer>(
    { name, seesCursors }: Question<Given, Answer>,
    given: NoInfer<Given>,
    answered: (answer: NoInfer<Answer> | null) => void,
  ): void {
    if (this.#asked.size >= QUESTIONS_MAX) {
      setImmediate(() => answered(null));
      return;
    }
    const number = this.#next++;
    this.#asked.set(number, answered as Answered);
    this.#barrier(seesCursors, () => {
      if (!this.#post({ kind: 'ask', number, question: name, given })) this.#settle(number, null);
    });
  }

  answered({ number, result, trouble }: QueryResult): void {
    if (trouble === null) this.#health.worked();
    else this.#health.failed(trouble);
    this.#settle(number, result);
  }

  /** The thread died: none of the open questions will be answered. */
  lost(): void {
    for (const number of [...this.#asked.keys()]) this.#settle(number, null);
  }

  #settle(number: number, result: unknown): void {
    const answered = this.#asked.get(number);
    this.#asked.delete(number);
    answered?.(result);
  }
}
