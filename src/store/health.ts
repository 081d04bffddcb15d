/**
 * Tells the operator once when something fails, and once when it works again; damage does not pass, so it is told only
 * once.
 */
import { isDamage } from './store-error.ts';
import type { StoreLog } from './store-log.ts';

/** Was the database found to be damaged since the start? Shared by all its users. */
export class Damage {
  met = false;
}

const ADVICE =
  'stop the server; chinwag check says what is wrong, and chinwag restore brings a backup back';

export class Health {
  readonly #failing: string;
  readonly #fine: string;
  readonly #log: StoreLog;
  readonly #damage: Damage | null;
  #reason: string | null = null;

  /** `damage`: given for users of the database; other files are rebuilt when they are damaged. */
  constructor(failing: string, fine: string, log: StoreLog, damage: Damage | null = null) {
    this.#failing = failing;
    this.#fine = fine;
    this.#log = log;
    this.#damage = damage;
  }

  /** The current fault in one line; null: none. */
  get trouble(): string | null {
    return this.#reason === null ? null : `${this.#failing}: ${this.#reason}`;
  }

  failed(reason: string): void {
    const known = this.#reason !== null;
    // Damage lasts, even if other parts of the file still work.
    if (this.#damage !== null && isDamage(reason)) {
      if (!this.#damage.met) this.#log.failed(`${this.#failing}: ${reason}; ${ADVICE}`);
      this.#damage.met = true;
      this.#reason = reason;
      return;
    }
    if (known) return;
    this.#reason = reason;
    this.#log.failed(`${this.#failing}: ${reason}`);
  }

  worked(): void {
    if (this.#reason === null || (this.#damage !== null && isDamage(this.#reason))) return;
    this.#reason = null;
    this.#log.note(this.#fine);
  }
}
