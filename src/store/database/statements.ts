/** Prepared statements of one connection, prepared at their first use. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export type Value = number | string | null | Uint8Array;

export class Statements {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

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

  /** The column `id` of the rows. */
  ids(sql: string, ...values: Value[]): number[] {
    return this.all(sql, ...values).map(({ id }) => id as number);
  }

  /** The only number of the first row; 0 where it is null. */
  number(sql: string, ...values: Value[]): number {
    return Number(Object.values(this.get(sql, ...values) ?? {})[0] ?? 0);
  }

  iterate(sql: string, ...values: Value[]): Iterable<Record<string, Value>> {
    return this.#prepared(sql).iterate(...values) as Iterable<Record<string, Value>>;
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
