/** Tells the operator once that something fails, and once that it works again; damage once, for it does not pass. */
import { isDamage } from './store-error.ts';
import type { StoreLog } from './store-log.ts';

/** Has the database been found to be damaged since the start? Of all that use it. */
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

  /** `damage`: of the database, where that is what is used; another file is made anew when it is damaged. */
  constructor(failing: string, fine: string, log: StoreLog, damage: Damage | null = null) {
    this.#failing = failing;
    this.#fine = fine;
    this.#log = log;
    this.#damage = damage;
  }

  /** What fails and why, in a line; null: nothing. */
  get trouble(): string | null {
    return this.#reason === null ? null : `${this.#failing}: ${this.#reason}`;
  }

  failed(reason: string): void {
    const known = this.#reason !== null;
    // It stays so, whatever works meanwhile elsewhere in the file.
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
