/** Reads the stored data for an export, as of one moment, while a server goes on writing. */
import type { DatabaseSync } from 'node:sqlite';
import { openForReading } from '../database/data-file.ts';
import { WITH_TEXT } from '../database/log-kinds.ts';
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

  /** The id of the account with exactly this `name`; null: there is none. */
  find(name: string): number | null {
    return (
      (this.#statements.get('SELECT id FROM accounts WHERE name = ?', name)?.id as number) ?? null
    );
  }

  /** An export of everything, in order: people and rooms, messages, then the rows that refer to them. */
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
   * An export of the account `id`, without its password: every message between two people in its conversations, its
   * rooms, past ones too, and its own messages in them. It contains what the account itself can see. That some messages
   * are hidden from others is left out, because it would tell the account who has blocked it.
   */
  person(id: number): Generator<Kept> {
    const entries = entriesOf(this.#statements, id);
    const newest = entries.at(-1) ?? 0;
    return this.#lines({ statements: this.#statements, person: id, entries, newest });
  }

  *#lines(source: LineSource): Generator<Kept> {
    const entryIds = source.entries === null ? null : new Set(source.entries);
    for (const { line, lines } of TABLES) {
      if (lines !== undefined) yield* lines(source);
      const rows = line === null ? undefined : LINE_TABLES.get(line.kind);
      if (rows !== undefined) yield* this.#rows(rows, source, entryIds);
    }
  }

  *#rows(
    { table, line, fields }: LineTable,
    { person, newest }: LineSource,
    entryIds: ReadonlySet<number> | null,
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
      if (entryIds !== null && message !== undefined && !entryIds.has(Number(row[message.field])))
        continue;
      const one: Record<string, unknown> = { kind: line.kind, ...row };
      for (const { field } of flags) one[field] = row[field] === 1;
      // The columns determine its type.
      yield one as unknown as RowLine;
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

/** The SQL of an exported value. */
function valueIn({ name, column, form, from }: Field, isForPerson: boolean): string {
  const { shown, imported } = column;
  if (isForPerson && shown === 'withheld') return form.startsWith('flag') ? '0' : 'NULL';
  if (isForPerson && typeof shown === 'object') return shown.as;
  return from ?? (imported === 'bounded' ? `min(${name}, :newest)` : name);
}
