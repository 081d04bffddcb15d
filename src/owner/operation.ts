/** The owner's operations, on a running server or on the files, and their answers. Both are JSON. */
import type {
  OwnerArguments,
  OwnerCommandName,
  OwnerReplyData,
} from '../protocol/owner-contracts.ts';

/** A command of the owner, which the hub executes, and its arguments. */
export type AccountOperation = {
  [Name in OwnerCommandName]: { readonly operation: Name } & Readonly<OwnerArguments<Name>>;
}[OwnerCommandName];

export type Operation =
  | AccountOperation
  | { readonly operation: 'account-list' }
  | { readonly operation: 'account-invite' }
  /** `erase` confirms the clock, and lets expired entries that are held back go. */
  | { readonly operation: 'retention'; readonly erase: boolean }
  /** `mend` confirms the clock, and mends times that are later than now. */
  | { readonly operation: 'mend-times'; readonly mend: boolean };

export type AccountItem = { readonly kind: 'account' } & Readonly<OwnerReplyData<'account-add'>>;

/** Times are milliseconds since 1970. */
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
