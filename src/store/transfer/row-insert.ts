/** The SQL that inserts rows of an import. */
import type { Value } from '../database/statements.ts';
import type { Named } from '../tables/column.ts';
import { type Field, LINE_TABLES, type LineTable, type RowLine } from '../tables/row-lines.ts';
import type { ImportedIds } from './imported-ids.ts';

export interface RowInsert extends LineTable {
  /** Takes a value for each of `inserted`. */
  readonly sql: string;
  readonly inserted: readonly Field[];
}

/** By kind of line. */
export const ROW_INSERTS: ReadonlyMap<string, RowInsert> = new Map(
  Array.from(LINE_TABLES, ([kind, one]) => [kind, insertOf(one)]),
);

function insertOf(of: LineTable): RowInsert {
  const { table, line, fields } = of;
  const inserted = fields.filter(
    ({ column }) => column.imported === 'read' || column.imported === 'bounded',
  );
  const names = inserted.map(({ name }) => name);
  const values = names.map((_, i) => `?${i + 1}`);
  for (const [name, { imported }] of Object.entries(table.columns)) {
    if (typeof imported === 'string') continue;
    names.push(name);
    values.push(
      imported.made.replace(
        /:(\w+)/g,
        (_, other) => `?${inserted.findIndex((one) => one.name === other) + 1}`,
      ),
    );
  }
  const or = line.repeated === undefined ? '' : ` OR ${line.repeated}`;
  const sql = `INSERT${or} INTO ${table.name} (${names.join(', ')}) VALUES (${values.join(', ')})`;
  return { ...of, sql, inserted };
}

/** The values of `line` by column, with ids of this store, and flags as numbers. */
export function rowOf(
  line: RowLine,
  fields: readonly Field[],
  ids: ImportedIds,
): Record<string, Value> {
  const said: Readonly<Record<string, string | number | boolean | null>> = line;
  const row: Record<string, Value> = {};
  for (const { name, field, column } of fields) {
    const value = said[field] ?? null;
    if (typeof value === 'boolean') row[name] = Number(value);
    else row[name] = typeof value === 'string' ? value : here(value, column.names, ids);
  }
  return row;
}

function here(value: number | null, names: Named | null, ids: ImportedIds): number | null {
  if (names === 'entry') return ids.entry(value);
  if (value === null) return null;
  switch (names) {
    case 'account':
      return ids.account(value);
    case 'room':
      return ids.room(value);
    case 'message':
      return ids.message(value);
    default:
      return value;
  }
}

/** Limits positions to the last imported entry ?1: one beyond it would hide messages yet to come. */
export const BOUND_SQL: readonly string[] = Array.from(LINE_TABLES.values()).flatMap(
  ({ table, fields }) =>
    fields
      .filter(({ column }) => column.imported === 'bounded')
      .map(({ name }) => `UPDATE ${table.name} SET ${name} = min(${name}, ?1)`),
);
