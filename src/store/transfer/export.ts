/** Reads what is kept, all at one moment, while a server goes on writing. */
import type { DatabaseSync } from 'node:sqlite';
import { openForReading } from '../database/data-file.ts';
import { WITH_TEXT } from '../database/schema.ts';
import { Statements } from '../database/statements.ts';
import { entriesOf } from '../tables/log-lines.ts';
import type { LineSource } from '../tables/own-lines.ts';
import { type Field, LINE_TABLES, type LineTable, type RowLine } from '../tables/row-lines.ts';
import { TABLES } from '../tables/tables.ts';
import type { Kept } from './kept-data.ts';

export class Export implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;

  /** @throws StoreError */
  constructor(folder: string) {
    this.#database = openForReading(folder);
    this.#statements = new Statements(this.#database);
    this.#database.exec('BEGIN');
  }

  /** The id of the account that is called exactly `name`; null: there is none. */
  find(name: string): number | null {
    return (
      (this.#statements.get('SELECT id FROM accounts WHERE name = ?', name)?.id as number) ?? null
    );
  }

  /** What the tables say is in an export, in their order: people and rooms, messages, then what belongs to those. */
  everything(): Generator<Kept> {
    const newest = `SELECT max(id) AS id FROM log WHERE kind IN ${WITH_TEXT}`;
    return this.#lines({
      statements: this.#statements,
      person: null,
      entries: null,
      newest: Number(this.#statements.get(newest)?.id ?? 0),
    });
  }

  /**
   * The account `id`, without its password, every message between two of its conversations, the rooms that it is in or
   * wrote to, and what it wrote there: what it sees itself. That something of it is hidden from others is left out, for
   * that would tell it who has blocked it.
   */
  person(id: number): Generator<Kept> {
    const entries = entriesOf(this.#statements, id);
    const newest = entries.at(-1) ?? 0;
    return this.#lines({ statements: this.#statements, person: id, entries, newest });
  }

  *#lines(source: LineSource): Generator<Kept> {
    const told = source.entries === null ? null : new Set(source.entries);
    for (const { line, lines } of TABLES) {
      if (lines !== undefined) yield* lines(source);
      const rows = line === null ? undefined : LINE_TABLES.get(line.kind);
      if (rows !== undefined) yield* this.#rows(rows, source, told);
    }
  }

  *#rows(
    { table, line, fields }: LineTable,
    { person, newest }: LineSource,
    told: ReadonlySet<number> | null,
  ): Generator<RowLine> {
    const where = person === null ? (line.where ?? 'TRUE') : line.person;
    if (where === null) return;
    const values = fields.map((one) => `${valueIn(one, person !== null)} AS "${one.field}"`);
    const statement = this.#database.prepare(
      `SELECT ${values.join(', ')} FROM ${table.name} WHERE ${where} ORDER BY ${line.order}`,
    );
    statement.setAllowUnknownNamedParameters(true);
    const flags = fields.filter(({ form }) => form.startsWith('flag'));
    const message = fields.find(
      ({ column }) => column.names === 'message' && column.gone === 'row',
    );
    for (const row of statement.iterate({ person, newest, now: Date.now() })) {
      if (told !== null && message !== undefined && !told.has(Number(row[message.field]))) continue;
      const one: Record<string, unknown> = { kind: line.kind, ...row };
      for (const { field } of flags) one[field] = row[field] === 1;
      // As the columns say.
      yield one as unknown as RowLine;
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

/** What is written of a column, as SQL. */
function valueIn({ name, column, form, from }: Field, isForPerson: boolean): string {
  const { shown, imported } = column;
  if (isForPerson && shown === 'withheld') return form.startsWith('flag') ? '0' : 'NULL';
  if (isForPerson && typeof shown === 'object') return shown.as;
  return from ?? (imported === 'bounded' ? `min(${name}, :newest)` : name);
}
