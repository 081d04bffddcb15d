/** What passwords are stored with, and how many may be looked at. */

/** How much work argon2id is, for us and for whoever guesses (RFC 9106 section 3.1). */
export interface PasswordParameters {
  /** m: at least 8 times `parallelism`, and no more than MEMORY_KIB_MAX. */
  readonly memoryKiB: number;
  /** t: no more than PASSES_MAX. */
  readonly passes: number;
  /** p: no more than PARALLELISM_MAX. */
  readonly parallelism: number;
}

export interface PasswordSettings extends PasswordParameters {
  /** Passwords looked at at a time: each has a thread of libuv's pool, which files and DNS need too. */
  readonly atOnce: number;
  /** Passwords that wait for that. */
  readonly waitingMax: number;
}

/** What OWASP recommends for argon2id; two of the four threads that libuv has unless told otherwise. */
export const PASSWORD_DEFAULTS: PasswordSettings = {
  memoryKiB: 19_456,
  passes: 2,
  parallelism: 1,
  atOnce: 2,
  waitingMax: 256,
};

/** The most that a record may ask of us, wherever it comes from (an import, an older configuration). */
export const MEMORY_KIB_MAX = 256 * 1024;
export const PASSES_MAX = 16;
export const PARALLELISM_MAX = 16;

/** Does argon2id take these, and are they within the limits? */
export function parametersFit({ memoryKiB, passes, parallelism }: PasswordParameters): boolean {
  return (
    isBetween(passes, 1, PASSES_MAX) &&
    isBetween(parallelism, 1, PARALLELISM_MAX) &&
    isBetween(memoryKiB, 8 * parallelism, MEMORY_KIB_MAX)
  );
}

function isBetween(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}
