/** Shares the event loop out: each connection executes for a slice of a turn, and what is left waits for the next. */

/** So much work between two looks at the clock: a message to one person is 2, what is told to many 1 for each. */
export const LOOK_WORK = 128;

/** How long one connection may execute without a break, in milliseconds. */
const SLICE_MS = 2;

/** How long all that executed before, and have more to do, may go on until there is new input. */
const TURN_MS = 10;

export interface Sliced {
  /** Its next slice has come. */
  nextSlice(): void;
}

export interface SliceClock {
  /** Milliseconds that do not step. */
  now(): number;
  /** Calls `next` once, when input that is there by now was read. */
  nextTurn(next: () => void): void;
}

const CLOCK: SliceClock = {
  now: () => performance.now(),
  nextTurn: (next) => void setImmediate(next),
};

export class Slices {
  /** Work until the clock is looked at; whoever works counts it down. A field, for each message does. */
  left = LOOK_WORK;
  readonly #clock: SliceClock;
  /** Those that have more to execute, in the order in which they came to it. */
  #waiting: Sliced[] = [];
  /** When the slice that goes on, and the turn, were first looked at; 0 while they were not. */
  #sliceBegan = 0;
  #turnBegan = 0;
  #scheduled = false;
  readonly #next = (): void => this.#turn();

  constructor(clock: SliceClock = CLOCK) {
    this.#clock = clock;
  }

  /** Somebody executes from here on: it can do LOOK_WORK in any case. */
  begin(): void {
    this.left = LOOK_WORK;
    this.#sliceBegan = 0;
  }

  /** Is there time for more, where nothing is `left`? */
  goesOn(): boolean {
    this.left = LOOK_WORK;
    const now = this.#clock.now();
    if (this.#sliceBegan === 0) this.#sliceBegan = now;
    if (this.#turnBegan === 0) this.#turnBegan = now;
    this.#schedule();
    return now - this.#sliceBegan < SLICE_MS && now - this.#turnBegan < TURN_MS;
  }

  /** `one` has more to execute: it is told in its turn. Once, until then. */
  wait(one: Sliced): void {
    this.#waiting.push(one);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#clock.nextTurn(this.#next);
  }

  /** Each of those that wait gets a slice, as long as there is time; the others are first in the next turn. */
  #turn(): void {
    this.#scheduled = false;
    this.#turnBegan = 0;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const began = this.#clock.now();
    this.#turnBegan = began;
    let at = 0;
    do {
      waiting[at++]?.nextSlice();
    } while (at < waiting.length && this.#clock.now() - began < TURN_MS);
    if (at < waiting.length) this.#waiting = [...waiting.slice(at), ...this.#waiting];
    // New input is read before that; of what is over its time, only as much as costs no look at the clock.
    if (this.#waiting.length > 0) this.#schedule();
    else this.#turnBegan = 0;
  }
}
