/** What the domain asks of chance and of hashes: passwords, tokens, codes; and how often one may guess. */

/** For whom a password is looked at: a session, say. Those of one address group take turns with the other groups. */
export interface Requester {
  readonly addressGroup: string;
  /** Nobody waits for it any more: what is not begun yet need not be. */
  readonly gone: boolean;
}

export interface Secrets {
  /**
   * Makes what `verify` checks a password against. `done` is called later, with null when too many passwords wait
   * to be looked at, or `requester` is gone before its turn.
   */
  hash(password: string, requester: Requester, done: (record: string | null) => void): void;
  /** Does `password` fit `record`? `done` is called later, with null as by `hash`. */
  verify(
    record: string,
    password: string,
    requester: Requester,
    done: (fits: boolean | null) => void,
  ): void;
  /** Was `record` made with other parameters than new ones are? */
  outdated(record: string): boolean;
  /** A secret that nobody can guess: printable ASCII. */
  newToken(): string;
  /** An invitation: short enough to be read out. */
  newCode(): string;
  /** What is kept of a token instead of it. */
  digest(token: string): string;
}

/**
 * Slows down whoever guesses passwords: the pair of account and address first, then the address. A try MUST be
 * counted as failed before the password is looked at, which takes a while: otherwise as many could be tried at once
 * as fit that time. `succeeded` and `untried` take it back.
 */
export interface PasswordGate {
  /** Milliseconds until somebody at `address` may try a password of `account`; 0: now. */
  waitMs(account: number, address: string): number;
  failed(account: number, address: string): void;
  /** The try that was counted as failed fits: whatever the pair did before is forgotten. */
  succeeded(account: number, address: string): void;
  /** Nobody has looked at the try that was counted as failed: it was none. */
  untried(account: number, address: string): void;
}
