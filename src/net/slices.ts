/** Divides the event loop fairly: each connection executes for a slice of a turn, and the rest waits for the next. */

/** Work between two looks at the clock: a message to one person counts 2, a broadcast 1 for each recipient. */
export const LOOK_WORK = 128;

/** How long one connection may execute without a break, in milliseconds. */
const SLICE_MS = 2;

/** How long waiting connections may go on before new input is read. */
const TURN_MS = 10;

export interface Sliced {
  /** Called when its next slice begins. */
  nextSlice(): void;
}

export interface SliceClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Calls `next` once, after the input that is there now was read. */
  nextTurn(next: () => void): void;
}

const CLOCK: SliceClock = {
  now: () => performance.now(),
  nextTurn: (next) => void setImmediate(next),
};

export class Slices {
  /**
   * Work left until the next look at the clock; the executing code counts it down. A field, because every message does.
   */
  left = LOOK_WORK;
  readonly #clock: SliceClock;
  /** Connections with more to execute, in order. */
  #waiting: Sliced[] = [];
  /** The start of the current slice, and of the turn; 0 until the first look at the clock. */
  #sliceBegan = 0;
  #turnBegan = 0;
  #scheduled = false;
  readonly #next = (): void => this.#turn();

  constructor(clock: SliceClock = CLOCK) {
    this.#clock = clock;
  }

  /** Begins a slice, which always has at least LOOK_WORK. */
  begin(): void {
    this.left = LOOK_WORK;
    this.#sliceBegan = 0;
  }

  /** Is there time for more, once `left` is used up? */
  goesOn(): boolean {
    this.left = LOOK_WORK;
    const now = this.#clock.now();
    if (this.#sliceBegan === 0) this.#sliceBegan = now;
    if (this.#turnBegan === 0) this.#turnBegan = now;
    this.#schedule();
    return now - this.#sliceBegan < SLICE_MS && now - this.#turnBegan < TURN_MS;
  }

  /** Queues `one` for a later slice. Call once until then. */
  wait(one: Sliced): void {
    this.#waiting.push(one);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#clock.nextTurn(this.#next);
  }

  /** Gives each waiting connection a slice while there is time; the others come first in the next turn. */
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
    // New input is read before that; connections over their time then get only as much as costs no look at the clock.
    if (this.#waiting.length > 0) this.#schedule();
    else this.#turnBegan = 0;
  }
}
