/** Applies what happens to accounts, devices and invitations to their tables. */
import type { ReservationRecord } from '../../chat/records.ts';
import type { Change } from '../../chat/storage.ts';
import {
  ACCOUNT,
  ACCOUNT_REMOVED,
  DEVICE,
  DEVICE_REMOVED,
  ERASE_SECRETS,
  INVITATION,
} from '../database/schema.ts';
import type { Statements } from '../database/statements.ts';
import { type Fact, fact } from './fact.ts';

export type AccountChange = Extract<
  Change,
  {
    kind: 'account' | 'account-removed' | 'device' | 'device-removed' | 'invitation' | 'read';
  }
>;

export class AccountChanges {
  readonly #statements: Statements;
  readonly #removed: Set<number>;

  /** `removed`: the accounts that are gone; those that go are added. */
  constructor(statements: Statements, removed: Set<number>) {
    this.#statements = statements;
    this.#removed = removed;
  }

  /** Entry `id` is `change`. Null: it leaves nothing in the log. */
  apply(change: AccountChange, id: number): Fact | null {
    switch (change.kind) {
      case 'account':
        return this.#account(change, id);
      case 'account-removed':
        return this.#accountRemoved(change);
      case 'device':
        return this.#device(change, id);
      case 'device-removed':
        this.#removeDevices('id = ?1 AND account = ?2', change.device, change.account);
        return fact(DEVICE_REMOVED, change.account, { device: change.device });
      case 'invitation': {
        const { code, by, expiresAt } = change.invitation;
        if (this.#removed.has(by)) return null;
        this.#run('INSERT OR REPLACE INTO invitations VALUES (?, ?, ?)', code, by, expiresAt);
        return fact(INVITATION, by);
      }
      case 'read':
        this.#read(change.account, change.peer, change.upTo);
        return null;
    }
  }

  #account(change: Extract<AccountChange, { kind: 'account' }>, id: number): Fact | null {
    const { account, invitation, reservation } = change;
    // Both were under way at once: a record must not come back.
    if (this.#removed.has(account.id)) return null;
    if (invitation !== null) this.#run('DELETE FROM invitations WHERE code = ?', invitation);
    this.#run(`${ERASE_SECRETS} WHERE id = (SELECT secret FROM accounts WHERE id = ?)`, account.id);
    if (account.password !== null) this.#secret(id, account.password);
    this.#run(
      `INSERT INTO accounts (id, name, secret, created_at, operator, notices)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, secret = excluded.secret,
         created_at = excluded.created_at, operator = excluded.operator, notices = excluded.notices`,
      account.id,
      account.name,
      account.password === null ? null : id,
      account.createdAt,
      Number(account.operator),
      Number(account.notices),
    );
    if (reservation !== null) this.#reserve(reservation);
    this.#run('UPDATE state SET next_account = max(next_account, ? + 1)', account.id);
    return fact(ACCOUNT, account.id);
  }

  /** What it wrote is erased later (eraser.ts), from each of its conversations. */
  #accountRemoved(change: Extract<AccountChange, { kind: 'account-removed' }>): Fact {
    const { account, reservation } = change;
    this.remove(account);
    this.#reserve(reservation);
    return fact(ACCOUNT_REMOVED, account);
  }

  #reserve({ name, until }: ReservationRecord): void {
    this.#run('INSERT OR REPLACE INTO reservations VALUES (?, ?)', name, until);
  }

  remove(account: number): void {
    this.#removed.add(account);
    this.#run('INSERT OR IGNORE INTO erased VALUES (?, 0)', account);
    this.#run(
      'INSERT OR IGNORE INTO erasures SELECT account, low, high FROM members WHERE account = ?',
      account,
    );
    this.#run('DELETE FROM members WHERE account = ?', account);
    this.#run(`${ERASE_SECRETS} WHERE id = (SELECT secret FROM accounts WHERE id = ?)`, account);
    this.#run('DELETE FROM accounts WHERE id = ?', account);
    this.#removeDevices('account = ?1', account);
    this.#run('DELETE FROM invitations WHERE made_by = ?', account);
    this.#run('DELETE FROM waiting WHERE recipient = ?1 OR sender = ?1', account);
  }

  #device(change: Extract<AccountChange, { kind: 'device' }>, id: number): Fact | null {
    const { device } = change;
    if (this.#removed.has(device.account)) return null;
    this.#removeDevices('id = ?1', device.id);
    this.#secret(id, device.token);
    this.#run(
      'INSERT INTO devices (id, account, label, secret, created_at) VALUES (?, ?, ?, ?, ?)',
      device.id,
      device.account,
      device.label,
      id,
      device.createdAt,
    );
    this.#run('UPDATE state SET next_device = max(next_device, ? + 1)', device.id);
    return fact(DEVICE, device.account, { device: device.id });
  }

  #removeDevices(which: string, ...values: number[]): void {
    this.#run(
      `${ERASE_SECRETS} WHERE id IN (SELECT secret FROM devices WHERE ${which})`,
      ...values,
    );
    this.#run(`DELETE FROM devices WHERE ${which}`, ...values);
  }

  #secret(id: number, record: string): void {
    this.#run('INSERT INTO secrets VALUES (?, ?)', id, record);
  }

  #read(account: number, peer: number, upTo: number): void {
    if (this.#removed.has(account)) return;
    this.#run(
      // Nobody has read what was not yet said.
      `UPDATE members SET read_id = max(read_id, min(?4, (SELECT coalesce(max(id), 0) FROM log)))
       WHERE account = ?1 AND low = ?2 AND high = ?3`,
      account,
      // A room, or two people.
      peer < 0 ? peer : Math.min(account, peer),
      peer < 0 ? peer : Math.max(account, peer),
      upTo,
    );
  }

  #run(sql: string, ...values: (number | string | null)[]): void {
    this.#statements.run(sql, ...values);
  }
}
