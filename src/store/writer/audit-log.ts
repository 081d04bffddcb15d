/** Writes down what those did who may do more than others, and forgets the names of people who are gone. */
import type { AuditRecord } from '../../chat/records.ts';
import type { Statements } from '../database/statements.ts';
import type { Gone } from './gone.ts';

export class AuditLog {
  readonly #statements: Statements;
  readonly #gone: Gone;

  constructor(statements: Statements, gone: Gone) {
    this.#statements = statements;
    this.#gone = gone;
  }

  /** `account`: whom it was done to, where the change says so; undefined: whoever has that name. */
  write(id: number, at: number, record: AuditRecord, account?: number | null): void {
    const { by, byName, room, roomName, what, whom, detail } = record;
    const whomId = whom === null ? null : (account ?? this.#named(whom));
    this.#statements.run(
      'INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      at,
      by,
      byName,
      room,
      roomName,
      what,
      whomId,
      whom,
      detail,
    );
    // Both were under way at once.
    for (const one of [by, whomId]) {
      if (one !== null && this.#gone.accounts.has(one)) this.forget(one);
    }
  }

  /**
   * What was done stays, and the number of who did it or had it done to them, without the names and words of it. The rows
   * become smaller, and do not move: see schema.ts.
   */
  forget(account: number): void {
    this.#statements.run("UPDATE audit SET by_name = '', detail = NULL WHERE by_id = ?", account);
    this.#statements.run('UPDATE audit SET whom = NULL, detail = NULL WHERE whom_id = ?', account);
  }

  #named(name: string): number | null {
    return (this.#statements.get('SELECT id FROM accounts WHERE name = ?', name)?.id ?? null) as
      | number
      | null;
  }
}
