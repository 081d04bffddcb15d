/**
 * Detects a dead connection. A network that drops everything, and a server that is stopped, give no sign of it: so
 * after a while of silence the client asks, and gives the connection up if no answer comes.
 */
import type { Clock } from './clock.ts';
import type { Patience } from './patience.ts';

/**
 * The silence after which the server is asked. Ten requests a minute, of about 40 bytes, cost an idle client less
 * than 3 MB a day; asking less often would leave less time for the answer.
 */
export const SILENT_MS_MAX = 6000;

/** How long to wait for the answer: 14 s with the silence before. A phone changing cells needs some of that. */
export const ANSWER_MS_MAX = 8000;

/** The same where there is a reason to check: the computer woke, or the network changed. */
export const CHECK_MS_MAX = 5000;

/** How long a server that was reached may take to greet, whatever else it sends. */
export const GREETING_MS_MAX = SILENT_MS_MAX + ANSWER_MS_MAX;

/** The slowest line that is waited for: a reply cannot come before its request has been sent over it. */
const SLOWEST_BYTES_PER_MS = 8;

/** A timer this late means that the computer or the process slept, and has not yet read what came meanwhile. */
const LATE_MS = 2000;

/** A last pause before giving up, in which data waiting in the socket is read. */
const LAST_LOOK_MS = 100;

export interface LivenessActs {
  /** Asks for a sign of life, unless a reply is owed. */
  ask(): void;
  /** The size of the request whose reply is due next; 0 if none is. */
  underwayBytes(): number;
  /** Gives up: no sign of life for `ms`, on a connection that had `lasted` that many milliseconds until then. */
  silent(ms: number, lasted: number): void;
}

export class Liveness {
  readonly #clock: Clock;
  readonly #patience: Patience;
  readonly #acts: LivenessActs;
  readonly #began: number;
  #isOn = false;
  #heardAt = 0;
  /** Is an answer awaited? */
  #isAsked = false;
  /** Was it asked a second time, because this process slept through the answer? */
  #isExcused = false;
  #isLastLook = false;
  /** When the timer is due, by the steady clock and by the wall clock. */
  #dueAt = 0;
  #dueAtWall = 0;
  #cancel = (): void => {};

  constructor(clock: Clock, patience: Patience, acts: LivenessActs) {
    this.#clock = clock;
    this.#patience = patience;
    this.#began = clock.steady();
    this.#acts = acts;
  }

  /** Starts watching: from now on the server can be heard. */
  start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#isAsked = false;
    this.#isExcused = false;
    this.#heardAt = this.#clock.steady();
    this.#look(SILENT_MS_MAX);
  }

  /** Stops watching: while nothing is read, silence means nothing. */
  stop(): void {
    this.#isOn = false;
    this.#isAsked = false;
    this.#cancel();
  }

  /** The age of the connection when something was last heard, in milliseconds. */
  get #lasted(): number {
    return this.#heardAt - this.#began;
  }

  /** Bytes have arrived. */
  heard(): void {
    this.#heardAt = this.#clock.steady();
    if (!this.#isAsked) return;
    this.#isAsked = false;
    this.#look(SILENT_MS_MAX);
  }

  /** Asks now, and waits only `CHECK_MS_MAX` for the answer. */
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
    // Only once: the timers of a hidden page are always late.
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
