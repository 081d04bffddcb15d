/** Prepared statements of one connection, prepared at their first use. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export type Value = number | string | null | Uint8Array;

export class Statements {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #forArrays = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @returns how many rows changed */
  run(sql: string, ...values: Value[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** The first row. */
  get(sql: string, ...values: Value[]): Record<string, Value> | undefined {
    return this.#prepared(sql).get(...values) as Record<string, Value> | undefined;
  }

  all(sql: string, ...values: Value[]): Record<string, Value>[] {
    return this.#prepared(sql).all(...values) as Record<string, Value>[];
  }

  /** The numbers in the first column. */
  numbers(sql: string, ...values: Value[]): number[] {
    const rows: unknown[] = this.#preparedForArrays(sql).all(...values);
    return rows.map((row) => (row as number[])[0] as number);
  }

  /** The number in the first column of the first row; 0 where that is null, or there is none. */
  number(sql: string, ...values: Value[]): number {
    const row: unknown = this.#preparedForArrays(sql).get(...values);
    return (row as (number | null)[] | undefined)?.[0] ?? 0;
  }

  iterate(sql: string, ...values: Value[]): Iterable<Record<string, Value>> {
    return this.#prepared(sql).iterate(...values) as Iterable<Record<string, Value>>;
  }

  /** Rows as arrays are cheaper than objects. */
  #preparedForArrays(sql: string): StatementSync {
    let statement = this.#forArrays.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      statement.setReturnArrays(true);
      this.#forArrays.set(sql, statement);
    }
    return statement;
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
