/** Passwords: argon2id (RFC 9106) on the threads of libuv's pool, a few at a time. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Requester, Secrets } from '../chat/secrets.ts';
import { formatRecord, parseRecord } from './password-record.ts';
import { type PasswordParameters, type PasswordSettings, parametersFit } from './settings.ts';
import { WorkQueue } from './work-queue.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** How `node:crypto` makes a hash; tests put another in its place. */
export type Derive = typeof argon2;

/** Spaces that are not ASCII's. */
const OTHER_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * A password as it is hashed: RFC 8265's OpaqueString, so that it fits whichever keyboard or system typed it. What
 * that profile forbids (control characters, unassigned ones) is let through: it cannot be confused, and is no worse
 * a password for it.
 */
export function preparePassword(password: string): string {
  return password.replace(OTHER_SPACES, ' ').normalize('NFC');
}

export class Passwords implements Pick<Secrets, 'hash' | 'verify' | 'outdated'> {
  readonly #parameters: PasswordParameters;
  readonly #queue: WorkQueue;
  readonly #derive: Derive;

  /** @throws RangeError where argon2id does not take the parameters, or they are over the limits */
  constructor(settings: PasswordSettings, derive: Derive = argon2) {
    if (!parametersFit(settings)) throw new RangeError('impossible parameters for argon2id');
    this.#parameters = settings;
    this.#queue = new WorkQueue(settings.atOnce, settings.waitingMax);
    this.#derive = derive;
  }

  hash(password: string, requester: Requester, done: (record: string | null) => void): void {
    const parameters = this.#parameters;
    const salt = randomBytes(SALT_BYTES);
    this.#work(password, requester, parameters, salt, HASH_BYTES, (hash) => {
      done(hash === null ? null : formatRecord({ parameters, salt, hash }));
    });
  }

  /** A record that cannot be read, or asks for absurd work, fits no password. */
  verify(
    record: string,
    password: string,
    requester: Requester,
    done: (fits: boolean | null) => void,
  ): void {
    const known = parseRecord(record);
    if (known === null) {
      setImmediate(done, false);
      return;
    }
    const { parameters, salt, hash: expected } = known;
    this.#work(password, requester, parameters, salt, expected.length, (hash) => {
      done(hash === null ? null : timingSafeEqual(hash, expected));
    });
  }

  outdated(record: string): boolean {
    const known = parseRecord(record);
    if (known === null) return true;
    const { parameters, salt, hash } = known;
    return (
      parameters.memoryKiB !== this.#parameters.memoryKiB ||
      parameters.passes !== this.#parameters.passes ||
      parameters.parallelism !== this.#parameters.parallelism ||
      salt.length !== SALT_BYTES ||
      hash.length !== HASH_BYTES
    );
  }

  /** `done` is called later, with null when too many wait, `requester` is gone, or there is no memory for it now. */
  #work(
    password: string,
    requester: Requester,
    { memoryKiB, passes, parallelism }: PasswordParameters,
    nonce: Uint8Array,
    tagLength: number,
    done: (hash: Uint8Array | null) => void,
  ): void {
    this.#queue.add({
      group: requester.addressGroup,
      wanted: () => !requester.gone,
      begin: (finished) => {
        const message = preparePassword(password);
        const work = { message, nonce, parallelism, tagLength, memory: memoryKiB, passes };
        this.#derive('argon2id', work, (error, hash) => {
          finished();
          done(error === null ? hash : null);
        });
      },
      dropped: () => setImmediate(done, null),
    });
  }
}
