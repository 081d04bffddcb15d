/** Parameters of stored passwords, and the number that may be verified. */

/** The cost of argon2id, for us and for an attacker (RFC 9106 section 3.1). */
export interface PasswordParameters {
  /** m: at least 8 times `parallelism`, and at most MEMORY_KIB_MAX. */
  readonly memoryKiB: number;
  /** t: at most PASSES_MAX. */
  readonly passes: number;
  /** p: at most PARALLELISM_MAX. */
  readonly parallelism: number;
}

export interface PasswordSettings extends PasswordParameters {
  /** Passwords hashed at once: each takes a thread of libuv's pool, which files and DNS need too. */
  readonly atOnce: number;
  /** Passwords that may wait for that. */
  readonly waitingMax: number;
}

/** OWASP's recommendation for argon2id; two of libuv's four default threads. */
export const PASSWORD_DEFAULTS: PasswordSettings = {
  memoryKiB: 19_456,
  passes: 2,
  parallelism: 1,
  atOnce: 2,
  waitingMax: 256,
};

/** The highest parameters that a record may have, wherever it comes from (an import, an older configuration). */
export const MEMORY_KIB_MAX = 256 * 1024;
export const PASSES_MAX = 16;
export const PARALLELISM_MAX = 16;

/** Does argon2id accept these, and are they within the limits? */
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
