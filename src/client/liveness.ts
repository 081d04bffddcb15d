/**
 * Is the server still there? A network that swallows everything, and a server that is stopped, say nothing of it. So
 * whoever has heard nothing for a while asks, and gives the connection up where nothing comes.
 */
import type { Clock } from './clock.ts';
import type { Patience } from './patience.ts';

/**
 * The server is asked after so long a silence. Ten questions a minute, of about 40 bytes, cost an idle client less than
 * 3 MB a day; asking less often would leave less time for the answer.
 */
export const SILENT_MS_MAX = 6000;

/** Nothing has come for so long since: with the silence before, 14 s. A phone that changes its cell needs some of it. */
export const ANSWER_MS_MAX = 8000;

/** The same where somebody has a reason to ask: the computer was woken, the network is another. */
export const CHECK_MS_MAX = 5000;

/** A server that was reached and does not greet is given up after this long, whatever else it says. */
export const GREETING_MS_MAX = SILENT_MS_MAX + ANSWER_MS_MAX;

/** What is being sent may be on a slow line: so many bytes a millisecond, and a reply comes when they are there. */
const SLOWEST_BYTES_PER_MS = 8;

/** A timer that is so late has slept, with its computer or its process, and what has come meanwhile is unread. */
const LATE_MS = 2000;

/** Before it is given up, what may lie unread in the socket is read. */
const LAST_LOOK_MS = 100;

export interface LivenessActs {
  /** Asks for a sign of the server, unless one is owed. */
  ask(): void;
  /** The size of the request whose reply comes next; 0 where none does. */
  underwayBytes(): number;
  /** Nothing was heard for `ms`, though it was asked for, on a connection that had `lasted` until then. */
  silent(ms: number, lasted: number): void;
}

export class Liveness {
  readonly #clock: Clock;
  readonly #patience: Patience;
  readonly #acts: LivenessActs;
  readonly #began: number;
  #isOn = false;
  #heardAt = 0;
  /** What was asked has no answer yet. */
  #isAsked = false;
  /** It was asked again, for nobody could have heard the answer in time. */
  #isExcused = false;
  #isLastLook = false;
  /** When the timer is due, by both clocks. */
  #dueAt = 0;
  #dueAtWall = 0;
  #cancel = (): void => {};

  constructor(clock: Clock, patience: Patience, acts: LivenessActs) {
    this.#clock = clock;
    this.#patience = patience;
    this.#began = clock.steady();
    this.#acts = acts;
  }

  /** From now on the server can be heard. */
  start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#isAsked = false;
    this.#isExcused = false;
    this.#heardAt = this.#clock.steady();
    this.#look(SILENT_MS_MAX);
  }

  /** Nobody listens any more: that nothing is heard says nothing. */
  stop(): void {
    this.#isOn = false;
    this.#isAsked = false;
    this.#cancel();
  }

  /** From the beginning of the connection to the last that was heard, in milliseconds. */
  get #lasted(): number {
    return this.#heardAt - this.#began;
  }

  /** Something has come. */
  heard(): void {
    this.#heardAt = this.#clock.steady();
    if (!this.#isAsked) return;
    this.#isAsked = false;
    this.#look(SILENT_MS_MAX);
  }

  /** Asks at once, and does not wait long for the answer. */
  check(): void {
    if (!this.#isOn) return;
    const isSoon = this.#isAsked && this.#dueAt - this.#clock.steady() <= CHECK_MS_MAX;
    if (!isSoon) this.#ask(CHECK_MS_MAX);
  }

  #look(ms: number): void {
    const { after, steady, wall } = this.#clock;
    this.#cancel();
    this.#dueAt = steady() + ms;
    this.#dueAtWall = wall() + ms;
    this.#cancel = after(ms, () => this.#due());
  }

  #ask(ms: number): void {
    this.#isAsked = true;
    this.#isLastLook = false;
    this.#acts.ask();
    const underway = this.#acts.underwayBytes() / SLOWEST_BYTES_PER_MS;
    this.#look(ms * this.#patience.factor(this.#lasted) + underway);
  }

  #due(): void {
    const { steady, wall } = this.#clock;
    const silence = steady() - this.#heardAt;
    const isLate = Math.max(steady() - this.#dueAt, wall() - this.#dueAtWall) > LATE_MS;
    if (!this.#isAsked) {
      this.#isExcused = false;
      if (silence >= SILENT_MS_MAX || isLate) return this.#ask(ANSWER_MS_MAX);
      return this.#look(SILENT_MS_MAX - silence);
    }
    // Once: the timers of a page that nobody sees are always late.
    if (isLate && !this.#isExcused) {
      this.#isExcused = true;
      return this.#ask(ANSWER_MS_MAX);
    }
    if (!this.#isLastLook && !isLate) {
      this.#isLastLook = true;
      return this.#look(LAST_LOOK_MS);
    }
    this.stop();
    this.#acts.silent(silence, this.#lasted);
  }
}
