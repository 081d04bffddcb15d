/** The accounts, and the names reserved for them. */
import { nameKey } from '../../protocol/names.ts';
import {
  type AccountRecord,
  type InvitationRecord,
  OWNER_ID,
  type ReservationRecord,
} from '../records.ts';
import type { Stored } from '../storage.ts';
import { Account, Device, type Person } from './client.ts';
import { NameIndex } from './name-index.ts';

export class AccountBook {
  readonly invitations = new Map<string, InvitationRecord>();
  readonly #byId = new Map<number, Account>();
  readonly #byName = new NameIndex<Account>();
  /** The account of each device, by the digest of its token. */
  readonly #byToken = new Map<string, Account>();
  readonly #reserved = new Map<string, number>();
  /** Taken by registrations under way, not yet anyone's. */
  readonly #claimed = new Set<string>();
  #nextAccount: number;
  #nextDevice: number;

  constructor(stored: Stored) {
    this.#nextAccount = stored.nextAccount;
    this.#nextDevice = stored.nextDevice;
    for (const account of stored.accounts) this.add(new Account(account));
    for (const { account, from, count } of stored.waiting) {
      this.get(account)?.waiting.add(from, count, null);
    }
    for (const device of stored.devices) {
      const account = this.get(device.account);
      if (account !== undefined) this.addDevice(account, new Device(device, device.cursor));
    }
    for (const reservation of stored.reservations) this.reserve(reservation);
    for (const invitation of stored.invitations) this.invitations.set(invitation.code, invitation);
  }

  get count(): number {
    return this.#byId.size;
  }

  [Symbol.iterator](): IterableIterator<Account> {
    return this.#byId.values();
  }

  get(id: number): Account | undefined {
    return this.#byId.get(id);
  }

  /** Does `person` still exist: an account that is there, though it may be about to go, or a guest who is logged in? */
  isThere({ account, clients }: Person): boolean {
    return account === null ? clients.length > 0 : this.#byId.get(account.id) === account;
  }

  /** The account with the name `name`, in this spelling or another that it reserves. */
  find(name: string): Account | undefined {
    return this.#byName.get(name);
  }

  /** The account with a device whose token has the digest `token`, whatever its name. */
  withToken(token: string): Account | undefined {
    return this.#byToken.get(token);
  }

  addDevice(account: Account, device: Device): void {
    account.devices.set(device.record.id, device);
    this.#byToken.set(device.record.token, account);
  }

  removeDevice(account: Account, device: Device): void {
    account.devices.delete(device.record.id);
    this.#byToken.delete(device.record.token);
  }

  /** Is `name` unavailable: someone's, given up only lately, or being registered? */
  reserves(name: string, now: number): boolean {
    const key = nameKey(name);
    return this.#byName.has(name) || this.#claimed.has(key) || this.isGivenUp(name, now);
  }

  /** Was `name`, of an account or a room, given up only lately? */
  isGivenUp(name: string, now: number): boolean {
    const key = nameKey(name);
    const until = this.#reserved.get(key);
    if (until === undefined) return false;
    if (until > now) return true;
    this.#reserved.delete(key);
    return false;
  }

  /** When the reservations of given-up names end, by key; some may be over. */
  get reserved(): ReadonlyMap<string, number> {
    return this.#reserved;
  }

  /** Names that are being registered, or renamed to. */
  get claims(): number {
    return this.#claimed.size;
  }

  /** Keeps `name` from everyone else until it is unclaimed. */
  claim(name: string): void {
    this.#claimed.add(nameKey(name));
  }

  unclaim(name: string): void {
    this.#claimed.delete(nameKey(name));
  }

  reserve({ name, until }: ReservationRecord): void {
    const key = nameKey(name);
    // Another spelling of it may be reserved for longer.
    this.#reserved.set(key, Math.max(until, this.#reserved.get(key) ?? 0));
  }

  /** Puts back an invitation that was taken and not used. */
  giveBack(invitation: InvitationRecord | null): void {
    if (invitation === null) return;
    // If its maker's account was removed, so was the invitation.
    const { by, code } = invitation;
    if (by === OWNER_ID || this.get(by) !== undefined) this.invitations.set(code, invitation);
  }

  nextAccount(): number {
    return this.#nextAccount++;
  }

  nextDevice(): number {
    return this.#nextDevice++;
  }

  add(account: Account): void {
    this.#byId.set(account.id, account);
    this.#byName.add(account.record.name, account);
  }

  /** Replaces the record of `account`. */
  change(account: Account, record: AccountRecord): void {
    if (account.record.name !== record.name) {
      this.#byName.delete(account.record.name);
      this.#byName.add(record.name, account);
    }
    account.record = record;
  }

  remove(account: Account): void {
    this.#byId.delete(account.id);
    // Its messages no longer wait for anyone.
    for (const other of this.#byId.values()) other.waiting.removed(account.id);
    this.#byName.delete(account.record.name);
    // Whoever is an operator by it, as others may be with `oper`, is none any more.
    account.record = { ...account.record, operator: false };
    for (const { record } of account.devices.values()) this.#byToken.delete(record.token);
    for (const [code, { by }] of this.invitations) {
      if (by === account.id) this.invitations.delete(code);
    }
  }
}
