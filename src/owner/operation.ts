/** What the owner may ask for, of a running server or of the files, and what is answered. Both are JSON. */

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
  /** `erase`: the clock is right, and what is held back by it may go. */
  | { readonly operation: 'retention'; readonly erase: boolean }
  /** `mend`: the clock is right, and what is stamped later than it says is not to be. */
  | { readonly operation: 'mend-times'; readonly mend: boolean };

/** Times are milliseconds since 1970. */
export interface AccountItem {
  readonly kind: 'account';
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly devices: number;
  /** Of the texts that it wrote. */
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

/** So many messages `of` all, and entries of the audit log, are too old by the clock and held back; 0: none is. */
export interface RetentionItem {
  readonly kind: 'retention';
  readonly messages: number;
  readonly of: number;
  readonly audits: number;
  readonly ofAudits: number;
  /** What the clock says. */
  readonly now: number;
}

/** So many entries `of` all, from the one made at `first` to the newest, are later than `now`; `newest` is 0 where none is. */
export interface FutureItem {
  readonly kind: 'future';
  readonly entries: number;
  readonly of: number;
  readonly first: number;
  readonly newest: number;
  readonly now: number;
}

export type Item = AccountItem | InvitationItem | RetentionItem | FutureItem;
