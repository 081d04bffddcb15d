/** The clocks of a client: timers, a steady clock, and the time of day. */

export interface Clock {
  /** Calls `task` after `ms`; returns a function that cancels it. */
  readonly after: (ms: number, task: () => void) => () => void;
  /** Milliseconds since an arbitrary moment. Never steps, but may stand still while the computer sleeps. */
  readonly steady: () => number;
  /** Milliseconds since 1970. Runs on while the computer sleeps, but steps when somebody sets the clock. */
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
