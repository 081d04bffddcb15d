/** Applies every change that is no message to the tables, each by those that know its kind. */
import type { DatabaseSync } from 'node:sqlite';
import type { Change } from '../../chat/storage.ts';
import { Statements } from '../database/statements.ts';
import { AccountChanges } from './account-changes.ts';
import { AuditLog } from './audit-log.ts';
import type { Fact } from './fact.ts';
import { Gone } from './gone.ts';
import { MessageChanges } from './message-changes.ts';
import { RoomChanges } from './room-changes.ts';
import type { Tally } from './tally.ts';

export type OtherChange = Exclude<Change, { kind: 'message' }>;

export class Changes {
  readonly gone: Gone;
  readonly messages: MessageChanges;
  readonly #accounts: AccountChanges;
  readonly #rooms: RoomChanges;
  readonly #audit: AuditLog;

  constructor(database: DatabaseSync, tally: Tally, keepEdits: boolean) {
    const statements = new Statements(database);
    this.gone = new Gone(database);
    this.messages = new MessageChanges(statements, this.gone, tally, keepEdits);
    this.#accounts = new AccountChanges(statements, this.gone.accounts);
    this.#rooms = new RoomChanges(statements, this.gone);
    this.#audit = new AuditLog(statements, this.gone);
  }

  /** Entry `id`, made at `at`, is `change`. Null: the log needs no fact of it. */
  apply(change: OtherChange, id: number, at: number): Fact | null {
    if ('audit' in change && change.audit !== null) {
      // First: what it looks at may be gone afterwards.
      this.#audit.write(id, at, change.audit, this.#whom(change));
    }
    switch (change.kind) {
      case 'audit':
        return null;
      case 'edited':
      case 'deleted':
      case 'reaction':
      case 'pin':
        return this.messages.apply(change, id, at);
      case 'account-removed':
        this.#forget(change.account);
        return this.#accounts.apply(change, id);
      case 'account': {
        const fact = this.#accounts.apply(change, id);
        this.#rooms.keepBlocks(change);
        return fact;
      }
      case 'device':
      case 'device-removed':
      case 'invitation':
      case 'read':
        return this.#accounts.apply(change, id);
      default:
        return this.#rooms.apply(change, id, at);
    }
  }

  /** What the account `account` wrote is erased later (eraser.ts), from each of its conversations. */
  remove(account: number): void {
    this.#forget(account);
    this.#accounts.remove(account);
  }

  #forget(account: number): void {
    this.#rooms.removeAccount(account);
    this.messages.removeAccount(account);
    this.#audit.forget(account);
  }

  /** The account that something was done to. */
  #whom(change: OtherChange): number | null {
    switch (change.kind) {
      case 'member':
        return change.member.account;
      case 'member-removed':
        return change.account;
      case 'ban':
        return change.ban.account;
      case 'unban':
        return this.#rooms.banned(change.room, change.name);
      case 'deleted':
        return this.messages.author(change.message);
      default:
        return null;
    }
  }
}
