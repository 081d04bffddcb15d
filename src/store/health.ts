/** Tells the operator once that something fails, and once that it works again. */
import type { StoreLog } from './store-log.ts';

export class Health {
  readonly #failing: string;
  readonly #fine: string;
  readonly #log: StoreLog;
  #ill = false;

  constructor(failing: string, fine: string, log: StoreLog) {
    this.#failing = failing;
    this.#fine = fine;
    this.#log = log;
  }

  failed(reason: string): void {
    if (this.#ill) return;
    this.#ill = true;
    this.#log.failed(`${this.#failing}: ${reason}`);
  }

  worked(): void {
    if (!this.#ill) return;
    this.#ill = false;
    this.#log.note(this.#fine);
  }
}
