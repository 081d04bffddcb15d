/** The owner's operations, on a running server or on the files, and their answers. Both are JSON. */

export type Operation =
  | { readonly operation: 'account-list' }
  | { readonly operation: 'account-add'; readonly name: string; readonly password: string }
  | {
      readonly operation: 'account-reset-password';
      readonly name: string;
      readonly password: string;
    }
  | { readonly operation: 'account-remove'; readonly name: string }
  | {
      readonly operation: 'account-operator';
      readonly name: string;
      readonly operator: boolean;
    }
  | { readonly operation: 'account-invite' }
  /** `erase` confirms the clock, and lets expired entries that are held back go. */
  | { readonly operation: 'retention'; readonly erase: boolean }
  /** `mend` confirms the clock, and mends times that are later than now. */
  | { readonly operation: 'mend-times'; readonly mend: boolean };

/** Times are milliseconds since 1970. */
export interface AccountItem {
  readonly kind: 'account';
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly devices: number;
  /** Bytes of its texts. */
  readonly storedBytes: number;
  readonly operator: boolean;
}

export interface InvitationItem {
  readonly kind: 'invitation';
  readonly code: string;
  readonly expiresAt: number;
  /** Who may register, as far as is known here. */
  readonly registration: 'open' | 'invite' | 'closed';
}

/** Messages and audit entries that are expired by the clock but held back, `of` all; 0: none. */
export interface RetentionItem {
  readonly kind: 'retention';
  readonly messages: number;
  readonly of: number;
  readonly audits: number;
  readonly ofAudits: number;
  /** The time by the clock. */
  readonly now: number;
}

/**
 * Entries with times later than `now`, `of` all: from the one made at `first` to the newest; `newest` is 0 where there
 * are none.
 */
export interface FutureItem {
  readonly kind: 'future';
  readonly entries: number;
  readonly of: number;
  readonly first: number;
  readonly newest: number;
  readonly now: number;
}

export type Item = AccountItem | InvitationItem | RetentionItem | FutureItem;
