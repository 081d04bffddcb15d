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
  | { readonly operation: 'account-invite' };

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

export type Item = AccountItem | InvitationItem;
