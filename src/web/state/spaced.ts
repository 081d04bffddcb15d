/** Throttles an action: it runs soon after each request, but at most once in a given number of milliseconds. */
export class Spaced {
  readonly #after: (ms: number, task: () => void) => () => void;
  readonly #ms: number;
  readonly #task: () => void;
  #cancel: (() => void) | null = null;
  #isWanted = false;

  constructor(after: (ms: number, task: () => void) => () => void, ms: number, task: () => void) {
    this.#after = after;
    this.#ms = ms;
    this.#task = task;
  }

  /** Runs the action now, or when enough time has passed since the last run. */
  soon(): void {
    this.#isWanted = true;
    if (this.#cancel === null) this.#do();
  }

  #do(): void {
    this.#cancel = null;
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#cancel = this.#after(this.#ms, () => this.#do());
    this.#task();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#isWanted = false;
  }
}
