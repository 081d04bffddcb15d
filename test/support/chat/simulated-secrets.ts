/** Fake passwords, tokens and codes; the test decides when slow operations finish. */

import type { Requester, Secrets } from '../../../src/chat/secrets.ts';
import { groupInvitation, INVITATION_CHARACTERS } from '../../../src/protocol/invitation-code.ts';
import { TOKEN_PREFIX } from '../../../src/protocol/limits.ts';
import type { Random } from './random.ts';

const BUSY_ONE_IN = 30;

/** The fake hash of `password`. */
export function hashed(password: string): string {
  return `hash of ${password}`;
}

export class SimulatedSecrets implements Secrets {
  readonly #random: Random;
  #waiting: (() => void)[] = [];
  readonly #busyOneIn: number;
  #made = 0;

  /** One check in `busyOneIn` is refused as busy. */
  constructor(random: Random, busyOneIn: number = BUSY_ONE_IN) {
    this.#random = random;
    this.#busyOneIn = busyOneIn;
  }

  /** The number of passwords being checked. */
  get waiting(): number {
    return this.#waiting.length;
  }

  hash(password: string, requester: Requester, done: (record: string | null) => void): void {
    this.#later(requester, () => hashed(password), done);
  }

  verify(
    record: string,
    password: string,
    requester: Requester,
    done: (fits: boolean | null) => void,
  ): void {
    this.#later(requester, () => record === hashed(password), done);
  }

  #later<T>(requester: Requester, look: () => T, done: (found: T | null) => void): void {
    const refused = this.#random.oneIn(this.#busyOneIn);
    const begunLate = this.#random.oneIn(2);
    this.#waiting.push(() => done(refused || (begunLate && requester.gone) ? null : look()));
  }

  /** Finishes the check of one waiting password. */
  finishOne(): void {
    const [finish] = this.#waiting.splice(this.#random.below(this.#waiting.length), 1);
    finish?.();
  }

  /** The machine crashes: all checks are dropped. */
  crash(): void {
    this.#waiting = [];
  }

  outdated(): boolean {
    return false;
  }

  newToken(): string {
    return `${TOKEN_PREFIX}${++this.#made}`;
  }

  newCode(): string {
    return groupInvitation(`${++this.#made}`.padStart(INVITATION_CHARACTERS, '0'));
  }

  digest(token: string): string {
    return `digest of ${token}`;
  }
}
