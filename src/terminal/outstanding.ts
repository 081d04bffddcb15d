/** Requests whose replies have not come, and what is made of each reply when it comes. */
import type { Reply, Request } from '../client/connection.ts';
import type { Answers, Place } from './answers.ts';

/** Requests of the client's own that may be without a reply; past it there are no others. */
const QUIET_MAX = 1000;

/** What a reply prints, or null. */
export type Show = (reply: Reply) => string | null;

/** A line's request: its answer, and where that is printed. */
interface Asked {
  readonly show: Show;
  readonly place: Place;
}

export class Outstanding {
  readonly #answers: Answers;
  readonly #asked = new Map<Request, Asked>();
  /** Of the client's own: nobody hears of their replies. */
  readonly #quiet = new Set<Request>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  /** A line asked for `request`; `show` may ask for more. */
  asked(request: Request, show: Show): void {
    this.#asked.set(request, { show, place: this.#answers.owe() });
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
    this.#answers.settle(answer(asked.show), asked.place);
    return true;
  }
}
