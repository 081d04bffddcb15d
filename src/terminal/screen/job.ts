/** Job control: signals that suspend, continue or end this process. */

/** The signals that ask a program to end, with its exit status. */
const ENDINGS = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

/** If nothing could continue it, the system does not stop the process; after this long that is clear. */
const STOPPED_MS = 100;

export interface JobEvents {
  /** Another process asks this one to stop: call `stop` once the terminal is restored. */
  suspended(): void;
  /** The process runs again after a stop; the terminal may be in any state. */
  continued(): void;
  /** The process was asked to end, with exit status `status`. */
  ended(status: number): void;
}

export class Job {
  readonly #events: JobEvents;
  readonly #suspended = (): void => this.#events.suspended();
  readonly #continued = (): void => this.#goOn();
  readonly #ended = (signal: NodeJS.Signals): void =>
    this.#events.ended(ENDINGS[signal as keyof typeof ENDINGS]);
  #stopped = false;
  #late: NodeJS.Timeout | undefined;

  /** Listens to signals until `close`. */
  constructor(events: JobEvents) {
    this.#events = events;
    process.on('SIGTSTP', this.#suspended).on('SIGCONT', this.#continued);
    for (const signal of Object.keys(ENDINGS)) process.on(signal, this.#ended);
  }

  /** Stops the job, as Ctrl-Z does on a terminal that is not in raw mode. */
  stop(): void {
    this.#stopped = true;
    process.off('SIGTSTP', this.#suspended);
    // The whole job, not only this process: npx may stand between the shell and us.
    process.kill(0, 'SIGTSTP');
    this.#late = setTimeout(this.#continued, STOPPED_MS);
  }

  #goOn(): void {
    clearTimeout(this.#late);
    if (this.#stopped) process.on('SIGTSTP', this.#suspended);
    this.#stopped = false;
    this.#events.continued();
  }

  close(): void {
    clearTimeout(this.#late);
    process.off('SIGTSTP', this.#suspended).off('SIGCONT', this.#continued);
    for (const signal of Object.keys(ENDINGS)) process.off(signal, this.#ended);
  }
}
