/** Requests whose replies have not come, and what is made of each reply when it comes. */
import type { Clock } from '../../client/clock.ts';
import type { Reply, Request } from '../../client/connection.ts';
import type { Answers, Slot } from './answers.ts';

/** Requests of the client's own that may be without a reply; past it there are no others. */
const QUIET_MAX = 1000;

/** What a reply prints, or null. */
export type Show = (reply: Reply) => string | null;

/** A line's request: its answer, and where that is printed. */
interface Asked {
  readonly show: Show;
  readonly slot: Slot;
  /** May the reply have us ask for a secret? */
  readonly mayAsk: boolean;
}

/** Whoever waits for an answer is told after so long that none comes: well before the connection is given up. */
export const PATIENCE_MS = 4000;

export class Outstanding {
  readonly #answers: Answers;
  readonly #after: Clock['after'];
  readonly #slow: (waiting: number) => void;
  readonly #asked = new Map<Request, Asked>();
  #mayAsk = 0;
  /** Of the client's own: nobody hears of their replies. */
  readonly #quiet = new Set<Request>();

  /** Calls off the end of the patience; null: nothing is waited for, or that was told. */
  #cancel: (() => void) | null = null;

  /** `slow` is told that no reply came for `PATIENCE_MS`, and how many lines wait for one. */
  constructor(answers: Answers, { after }: Clock, slow: (waiting: number) => void) {
    this.#answers = answers;
    this.#after = after;
    this.#slow = slow;
  }

  #wait(): void {
    this.#cancel = this.#after(PATIENCE_MS, () => {
      this.#cancel = null;
      this.#slow(this.#asked.size);
    });
  }

  /** A line asked for `request`; `show` may ask for more, and where it is `mayAsk` for a secret. */
  asked(request: Request, show: Show, mayAsk = false): void {
    if (this.#asked.size === 0) this.#wait();
    this.#asked.set(request, { show, slot: this.#answers.owe(), mayAsk });
    if (mayAsk) this.#mayAsk++;
  }

  /** Is there a reply to come that may have us ask for a secret? */
  get mayAsk(): boolean {
    return this.#mayAsk > 0;
  }

  /** Nobody waits any more. */
  close(): void {
    this.#cancel?.();
  }

  /** May the client ask for something on its own? */
  get mayAskQuietly(): boolean {
    return this.#quiet.size < QUIET_MAX;
  }

  askedQuietly(request: Request): void {
    this.#quiet.add(request);
  }

  /** Was it a line that asked for `request`? Then what `answer` makes of that is printed in its turn. */
  settle(request: Request, answer: (show: Show) => string | null): boolean {
    if (this.#quiet.delete(request)) return false;
    const asked = this.#asked.get(request);
    if (asked === undefined) throw new Error(`nobody had asked for ${request.command}`);
    this.#asked.delete(request);
    this.#cancel?.();
    this.#cancel = null;
    if (this.#asked.size > 0) this.#wait();
    if (asked.mayAsk) this.#mayAsk--;
    this.#answers.settle(answer(asked.show), asked.slot);
    return true;
  }
}
