/** Password hashing: argon2id (RFC 9106) on the threads of libuv's pool, a few at a time. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Requester, Secrets } from '../chat/secrets.ts';
import { formatRecord, parseRecord } from './password-record.ts';
import { type PasswordParameters, type PasswordSettings, parametersFit } from './settings.ts';
import { WorkQueue } from './work-queue.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** The hash function of `node:crypto`; tests replace it. */
export type Argon2 = typeof argon2;

/** Spaces outside ASCII. */
const OTHER_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * Normalizes a password for hashing: RFC 8265's OpaqueString, so that it matches whatever keyboard or system typed it.
 * Characters that the profile forbids (control and unassigned ones) are accepted: they cannot be confused, and make the
 * password no worse.
 */
export function preparePassword(password: string): string {
  return password.replace(OTHER_SPACES, ' ').normalize('NFC');
}

export class Passwords implements Pick<Secrets, 'hash' | 'verify' | 'outdated'> {
  readonly #parameters: PasswordParameters;
  readonly #queue: WorkQueue;
  readonly #derive: Argon2;

  /** @throws RangeError where argon2id does not accept the parameters, or they exceed the limits */
  constructor(settings: PasswordSettings, derive: Argon2 = argon2) {
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

  /** An unreadable record, or one whose parameters exceed the limits, matches no password. */
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

  /** `done` is called later; with null when too many wait, `requester` is gone, or there is not enough memory now. */
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
