/** This process among the jobs of a shell: what suspends it, brings it back and ends it. */

/** The signals that ask a program to end, and what its exit status then is. */
const ENDINGS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export interface JobEvents {
  /** It runs again after having been stopped; the terminal may be in any state. */
  continued(): void;
  /** It has been asked to end, with exit status `status`. */
  ended(status: number): void;
}

export class Job {
  readonly #continued: () => void;
  readonly #ended: (signal: NodeJS.Signals) => void;

  /** Listens until `close`. */
  constructor(events: JobEvents) {
    this.#continued = () => events.continued();
    this.#ended = (signal) => events.ended(ENDINGS[signal as keyof typeof ENDINGS]);
    process.on('SIGCONT', this.#continued);
    for (const signal of Object.keys(ENDINGS)) process.on(signal, this.#ended);
  }

  /** Stops it, as Ctrl-Z does where the terminal sees to that itself. */
  suspend(): void {
    // The whole job and not this process alone: npx may stand between the shell and us.
    process.kill(0, 'SIGTSTP');
  }

  close(): void {
    process.off('SIGCONT', this.#continued);
    for (const signal of Object.keys(ENDINGS)) process.off(signal, this.#ended);
  }
}
