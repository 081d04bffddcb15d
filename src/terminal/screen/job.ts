/** This process among the jobs of a shell: what suspends it, brings it back and ends it. */

/** The signals that ask a program to end, and what its exit status then is. */
const ENDINGS = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

/** Where nobody can bring it back, the system does not stop it; that is clear after so long. */
const STOPPED_MS = 100;

export interface JobEvents {
  /** It is asked to stop by somebody else: `stop` does, once the terminal is as it was. */
  suspended(): void;
  /** It runs again after having been stopped; the terminal may be in any state. */
  continued(): void;
  /** It has been asked to end, with exit status `status`. */
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

  /** Listens until `close`. */
  constructor(events: JobEvents) {
    this.#events = events;
    process.on('SIGTSTP', this.#suspended).on('SIGCONT', this.#continued);
    for (const signal of Object.keys(ENDINGS)) process.on(signal, this.#ended);
  }

  /** Stops it, as Ctrl-Z does where the terminal sees to that itself. */
  stop(): void {
    this.#stopped = true;
    process.off('SIGTSTP', this.#suspended);
    // The whole job and not this process alone: npx may stand between the shell and us.
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
