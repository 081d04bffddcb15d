/** Outstanding requests, and the handling of each reply when it comes. */
import type { Clock } from '../../client/clock.ts';
import type { Reply, Request } from '../../client/connection.ts';
import type { Answers, Slot } from './answers.ts';

/** Limit of outstanding requests of the client's own; beyond it, it sends no others. */
const QUIET_MAX = 1000;

/** Returns the text that a reply prints, or null. */
export type Show = (reply: Reply) => string | null;

/** The request of a line, with the handler of its reply and the slot of its answer. */
interface Asked {
  readonly show: Show;
  readonly slot: Slot;
  /** May the reply lead to a question for a secret? */
  readonly mayAsk: boolean;
}

/** How long a line waits before the user is told that no answer comes: well before the connection is given up. */
export const PATIENCE_MS = 4000;

export class Outstanding {
  readonly #answers: Answers;
  readonly #after: Clock['after'];
  readonly #slow: (waiting: number) => void;
  readonly #asked = new Map<Request, Asked>();
  #mayAsk = 0;
  /** The client's own requests, whose replies are not shown. */
  readonly #quiet = new Set<Request>();

  /** Cancels the timer of `PATIENCE_MS`; null if nothing is awaited, or the user was told. */
  #cancel: (() => void) | null = null;

  /** `slow` is called when no reply came for `PATIENCE_MS`, with the number of waiting lines. */
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

  /** A line has sent `request`; `show` may send more and, if `mayAsk`, ask for a secret. */
  asked(request: Request, show: Show, mayAsk = false): void {
    if (this.#asked.size === 0) this.#wait();
    this.#asked.set(request, { show, slot: this.#answers.owe(), mayAsk });
    if (mayAsk) this.#mayAsk++;
  }

  /** Is there an outstanding reply that may lead to a question for a secret? */
  get mayAsk(): boolean {
    return this.#mayAsk > 0;
  }

  /** Stops the timer. */
  close(): void {
    this.#cancel?.();
  }

  /** May the client send another request of its own? */
  get mayAskQuietly(): boolean {
    return this.#quiet.size < QUIET_MAX;
  }

  askedQuietly(request: Request): void {
    this.#quiet.add(request);
  }

  /**
   * Handles the reply to `request`. If a line had sent it, prints the result of `answer` in its turn, and returns true.
   */
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
