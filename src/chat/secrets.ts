/** What the domain asks of cryptography and of chance: passwords, tokens, codes; and how often one may guess. */

export interface Secrets {
  /**
   * Makes what `verify` checks a password against. `done` is called later, with null when too many passwords wait
   * to be looked at.
   */
  hash(password: string, done: (record: string | null) => void): void;
  /** Does `password` fit `record`? `done` is called later, with null when too many wait. */
  verify(record: string, password: string, done: (fits: boolean | null) => void): void;
  /** Was `record` made with other parameters than new ones are? */
  outdated(record: string): boolean;
  /** A secret that nobody can guess: printable ASCII. */
  newToken(): string;
  /** An invitation: short enough to be read out. */
  newCode(): string;
  /** What is kept of a token instead of it. */
  digest(token: string): string;
}

/** Slows down whoever guesses passwords: the pair of account and address first, then the address. */
export interface PasswordGate {
  /** May somebody at `address` try a password of `account` now? */
  allows(account: number, address: string): boolean;
  failed(account: number, address: string): void;
  succeeded(account: number, address: string): void;
}
