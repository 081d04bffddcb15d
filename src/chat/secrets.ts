/** The domain's interface to randomness and hashing: passwords, tokens, codes; and limits on guessing. */

/** The requester of a password check, such as a client. Address groups take turns. */
export interface Requester {
  readonly addressGroup: string;
  /** Nobody waits for the result any more: a check that has not begun is dropped. */
  readonly gone: boolean;
}

export interface Secrets {
  /**
   * Makes the record that `verify` checks a password against. `done` is called later, with null when too many passwords
   * wait already, or `requester` is gone before its turn.
   */
  hash(password: string, requester: Requester, done: (record: string | null) => void): void;
  /** Does `password` fit `record`? `done` is called later, with null as by `hash`. */
  verify(
    record: string,
    password: string,
    requester: Requester,
    done: (fits: boolean | null) => void,
  ): void;
  /** Was `record` made with parameters other than the current ones? */
  outdated(record: string): boolean;
  /** An unguessable secret: printable ASCII. */
  newToken(): string;
  /** An invitation code: short enough to be read out. */
  newCode(): string;
  /** The digest of a token, stored in its place. */
  digest(token: string): string;
}

/**
 * Slows down password guessing: per pair of account and address first, then per address. A try MUST be counted as
 * failed before the password is checked, which takes a while: otherwise many could be tried at once during the first
 * check. `succeeded` and `untried` take it back.
 */
export interface PasswordGate {
  /** Milliseconds until a password of `account` may be tried from `address`; 0: now. */
  waitMs(account: number, address: string): number;
  failed(account: number, address: string): void;
  /** The try that was counted as failed was right: the pair's failures are forgotten. */
  succeeded(account: number, address: string): void;
  /** The try that was counted as failed was never checked, so it does not count. */
  untried(account: number, address: string): void;
}
