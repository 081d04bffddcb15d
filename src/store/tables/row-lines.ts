/** Export lines that are rows of a table: their types, derived from the columns. */
import type { Column, Exported, Form, LineValues } from './column.ts';
import type { RowExport, Table } from './table.ts';
import { type ListedTable, TABLES } from './tables.ts';

type FormOf<Answer> = Answer extends Form
  ? Answer
  : Answer extends { readonly form: infer Own extends Form }
    ? Own
    : never;

type FieldOf<Answer, Name> = Answer extends Form
  ? Name
  : Answer extends { readonly field: infer Own extends string }
    ? Own
    : never;

type RowLineOf<Listed> = Listed extends {
  readonly line: { readonly kind: infer Kind extends string };
  readonly columns: infer Columns extends Readonly<Record<string, Column>>;
}
  ? { readonly kind: Kind } & {
      readonly [Name in keyof Columns as FieldOf<
        Columns[Name]['exported'],
        Name
      >]: LineValues[FormOf<Columns[Name]['exported']>];
    }
  : never;

/** A line of any table that has lines. */
export type RowLine = RowLineOf<ListedTable>;

/** A column of a line. */
export interface Field extends Exported {
  /** The name of the column. */
  readonly name: string;
  readonly column: Column;
}

export interface LineTable {
  readonly table: Table;
  readonly line: RowExport;
  /** In the order of the line. */
  readonly fields: readonly Field[];
}

/** By kind of line. */
export const LINE_TABLES: ReadonlyMap<string, LineTable> = new Map(
  TABLES.flatMap((table) => {
    const { line } = table;
    return line === null ? [] : [[line.kind, { table, line, fields: fieldsOf(table) }]];
  }),
);

export function isRowLine(line: { readonly kind: string }): line is RowLine {
  return LINE_TABLES.has(line.kind);
}

function fieldsOf({ columns }: Table): Field[] {
  return Object.entries(columns).flatMap(([name, column]) => {
    const { exported } = column;
    if (exported === null) return [];
    const how = typeof exported === 'string' ? { field: name, form: exported } : exported;
    return { name, column, ...how };
  });
}
