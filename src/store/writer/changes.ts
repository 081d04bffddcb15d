/** Applies changes other than messages to the tables, as each table defines (tables/). */
import type { DatabaseSync } from 'node:sqlite';
import type { ChangeOf } from '../../chat/storage.ts';
import type { Needs } from '../../chat/stored/kind.ts';
import { storedKinds } from '../../chat/stored-list.ts';
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { Statements, type Value } from '../database/statements.ts';
import { audit } from '../tables/audit.ts';
import { DOOM } from '../tables/erasures.ts';
import { GOING_SQL } from '../tables/goings.ts';
import { log } from '../tables/log.ts';
import { UNWIPED } from '../tables/state.ts';
import type { Going, Table } from '../tables/table.ts';
import { TABLES } from '../tables/tables.ts';
import type { AppliedName, WholeMessage, Writing } from '../tables/writing.ts';
import { Gone } from './gone.ts';
import type { Tally } from './tally.ts';

/** In the order of application: see TABLES. */
const OTHERS = TABLES.filter(({ name }) => name !== audit.name && name !== log.name).toReversed();

const WHOLE = `SELECT kind, author, low, high, edit, seen_edit AS seen FROM log
    LEFT JOIN message_states AS state ON state.message = log.id
  WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN}) AND ifnull(deleted, 0) = 0`;

export class Changes implements Writing {
  id = 0;
  at = 0;
  readonly gone: Gone;
  readonly keepsEdits: boolean;
  readonly #statements: Statements;
  readonly #tally: Tally;
  /** The state of the message before this change; undefined: not read yet. */
  #whole: WholeMessage | null | undefined;
  /** Has anything come up for the eraser since the last call? */
  #erasing = false;
  hasChanged = false;

  constructor(database: DatabaseSync, tally: Tally, keepsEdits: boolean) {
    this.#statements = new Statements(database);
    this.gone = new Gone(database);
    this.#tally = tally;
    this.keepsEdits = keepsEdits;
  }

  /** Applies `change`, the entry `id`, made at `at`. */
  apply(change: ChangeOf<AppliedName>, id: number, at: number): void {
    this.id = id;
    this.at = at;
    this.#whole = undefined;
    this.hasChanged = false;
    const { kind } = change;
    // Of everything; it sees what it is about as it was.
    this.#applyTo(audit, kind, change);
    const needs: Needs = storedKinds[kind].needs?.(change as never) ?? {};
    if (!this.#areThere(needs)) return;
    this.hasChanged = false;
    for (const table of OTHERS) this.#applyTo(table, kind, change);
    // Last, for it depends on whether anything has changed.
    this.#applyTo(log, kind, change);
    if (change.kind === 'account-removed') this.remove(change.account);
    else if (change.kind === 'room-removed') {
      this.gone.rooms.add(change.room);
      this.#go('room', change.room);
    } else if (change.kind === 'deleted') {
      this.#erasing = true;
      this.#go('message taken back', change.message);
    }
  }

  /** Leaves the entries of `account` to the eraser (eraser.ts), in each of its conversations. */
  remove(account: number): void {
    this.gone.accounts.add(account);
    this.#go('account', account);
  }

  /** Has anything come up for the eraser since the last call? */
  takeErasing(): boolean {
    const erasing = this.#erasing;
    this.#erasing = false;
    return erasing;
  }

  run(sql: string, ...values: Value[]): number {
    const changes = this.#statements.run(sql, ...values);
    if (changes > 0) this.hasChanged = true;
    return changes;
  }

  get(sql: string, ...values: Value[]): Readonly<Record<string, Value>> | undefined {
    return this.#statements.get(sql, ...values);
  }

  whole(id: number): WholeMessage {
    const whole = this.find(id);
    if (whole === null) throw new Error('a message that its change needs is not there');
    return whole;
  }

  find(id: number): WholeMessage | null {
    if (this.#whole === undefined) {
      const row = (this.#statements.get(WHOLE, id) ?? null) as WholeMessage | null;
      const { accounts, rooms } = this.gone;
      // A message of a removed account or in a removed room is about to go too.
      const isGoing = row !== null && (accounts.has(row.author) || rooms.has(-row.low));
      this.#whole = isGoing ? null : row;
    }
    return this.#whole;
  }

  doom(entry: number): void {
    this.#erasing = true;
    this.run(DOOM, entry);
    this.run(UNWIPED);
  }

  stored(author: number, bytes: number): void {
    this.#tally.stored(author, bytes);
  }

  #applyTo<Kind extends AppliedName>({ applied }: Table, kind: Kind, change: ChangeOf<Kind>): void {
    applied[kind]?.(change, this);
  }

  #areThere({ account, room, message }: Needs): boolean {
    if (account !== undefined && this.gone.accounts.has(account)) return false;
    if (room !== undefined && this.gone.rooms.has(room)) return false;
    if (message === undefined) return true;
    const whole = this.find(message);
    return whole !== null && (room === undefined || whole.low === -room);
  }

  #go(going: Going, number: number): void {
    for (const sql of GOING_SQL[going]) this.run(sql, number);
  }
}
