/** Changes to accounts: registered, changed, renamed, removed. */

import { Account, type Actor } from '../people/client.ts';
import type { AccountRecord, InvitationRecord, ReservationRecord } from '../records.ts';
import type { Room } from '../rooms/room.ts';
import type { ChangeKind } from './making.ts';
import type { PeopleMemory } from './memory.ts';

/** Ids of accounts that a registering guest had blocked, and of those that had blocked it. */
export interface KeptBlocks {
  readonly blocked: readonly number[];
  readonly blockedBy: readonly number[];
}

export interface Registering {
  readonly record: AccountRecord;
  /** It is used up by this. */
  readonly invitation: InvitationRecord | null;
  readonly blocks: KeptBlocks;
}

/** The name is claimed, and the invitation taken, before the password is hashed: both until this is settled. */
export const accountAdded: ChangeKind<Registering, Account> = {
  settle({ accounts }, { record, invitation }, stored) {
    accounts.unclaim(record.name);
    if (!stored) accounts.giveBack(invitation);
  },
  entry({ record, invitation, blocks }) {
    const change = {
      kind: 'account',
      account: record,
      invitation: invitation?.code ?? null,
      reservation: null,
    } as const;
    return blocks.blocked.length + blocks.blockedBy.length === 0 ? change : { ...change, blocks };
  },
  apply({ accounts }, { record, blocks }) {
    const account = new Account({ ...record, storedBytes: 0, cursor: 0 });
    accounts.add(account);
    const { person } = account;
    for (const id of blocks.blocked) {
      const other = accounts.get(id);
      if (other !== undefined) person.block(other.person, true);
    }
    for (const id of blocks.blockedBy) {
      const other = accounts.get(id)?.person;
      // The account now, no longer a guest of that name.
      other?.block(record.name, false);
      other?.block(person, true);
    }
    return account;
  },
};

export interface RecordChange {
  readonly account: Account;
  /** The new record, under the same name. */
  readonly record: AccountRecord;
}

/** One change at a time, since each log entry holds the whole record. */
export const recordChanged: ChangeKind<RecordChange> = {
  reserve(_memory, { account }) {
    account.changing = true;
  },
  settle(_memory, { account }) {
    account.changing = false;
  },
  entry: ({ record }) => ({
    kind: 'account',
    account: record,
    invitation: null,
    reservation: null,
  }),
  apply({ accounts }, { account, record }) {
    if (accounts.get(account.id) !== account) return null;
    accounts.change(account, record);
    return true;
  },
};

export interface Renaming extends RecordChange {
  /** Keeps the old name reserved; null: the new one is another spelling of it. */
  readonly reservation: ReservationRecord | null;
}

export const renamed: ChangeKind<Renaming, true, PeopleMemory> = {
  reserve({ accounts }, { account, record }) {
    account.changing = true;
    accounts.claim(record.name);
  },
  settle({ accounts }, { account, record }) {
    account.changing = false;
    accounts.unclaim(record.name);
  },
  entry: ({ record, reservation }) => ({
    kind: 'account',
    account: record,
    invitation: null,
    reservation,
  }),
  apply(memory, { account, record, reservation }) {
    const { accounts } = memory;
    if (accounts.get(account.id) !== account) return null;
    accounts.change(account, record);
    if (reservation !== null) accounts.reserve(reservation);
    memory.rename(account.person, record.name);
    return true;
  },
};

export interface Removing {
  readonly account: Account;
  readonly reservation: ReservationRecord;
  /** Stays connected, logged out; null: no client does. */
  readonly actor: Actor | null;
}

/** Returns the rooms that the person was in. */
export const accountRemoved: ChangeKind<Removing, readonly Room[], PeopleMemory> = {
  reserve(_memory, { account }) {
    account.leaving = true;
  },
  settle(_memory, { account }) {
    account.leaving = false;
  },
  entry: ({ account, reservation }) => ({
    kind: 'account-removed',
    account: account.id,
    reservation,
  }),
  apply(memory, { account, reservation, actor }) {
    const { accounts, rooms } = memory;
    if (accounts.get(account.id) !== account) return null;
    accounts.remove(account);
    accounts.reserve(reservation);
    // Before it leaves its rooms, since they must hear that it is gone.
    memory.logOut(account.person, actor, 'the account was removed');
    const left = rooms.removed(account.person);
    account.person.gone();
    return left;
  },
};
