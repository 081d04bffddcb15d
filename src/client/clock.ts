/** Time as a client needs it: later, how long, and what the calendar says. */

export interface Clock {
  /** Calls `task` after `ms`; answers what calls it off. */
  readonly after: (ms: number, task: () => void) => () => void;
  /** Milliseconds since whenever, by a clock that does not step; it may stand still while the computer sleeps. */
  readonly steady: () => number;
  /** Milliseconds since 1970, by a clock that goes on meanwhile, and that somebody may set. */
  readonly wall: () => number;
}

export const systemClock: Clock = {
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  steady: () => performance.now(),
  wall: () => Date.now(),
};
