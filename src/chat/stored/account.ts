/** Accounts: registered, changed, removed. */
import type { AccountRecord, ReservationRecord } from '../records.ts';
import { stored } from './kind.ts';

/** Registered, renamed, or a new password: the new record. Uses up an invitation; reserves an old name. */
export interface AccountChanged {
  readonly kind: 'account';
  readonly account: AccountRecord;
  readonly invitation: string | null;
  readonly reservation: ReservationRecord | null;
  /** For a guest who registers: accounts that it had blocked, and those that had blocked it. */
  readonly blocks?: {
    readonly blocked: readonly number[];
    readonly blockedBy: readonly number[];
  };
}

export const account = stored<AccountChanged>({
  kind: 'account',
  number: 2,
  heardAs: 'account',
  heardBy: 'self',
  needs: ({ account: { id } }) => ({ account: id }),
  always: true,
  entry: ({ account: { id } }) => ({ by: id }),
});

/** Includes its devices, positions and texts; the name stays reserved. */
export interface AccountRemoved {
  readonly kind: 'account-removed';
  readonly account: number;
  readonly reservation: ReservationRecord;
}

export const accountRemoved = stored<AccountRemoved>({
  kind: 'account-removed',
  number: 3,
  heardAs: 'account',
  heardBy: 'self',
  always: true,
  entry: ({ account: id }) => ({ by: id }),
});
