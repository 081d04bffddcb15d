/** Lines of an export that are rows of a table: their types, as the columns have them. */
import type { Column, Exported, Form, LineValues } from './column.ts';
import type { Line, Table } from './table.ts';
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

/** A row of any table that has lines. */
export type RowLine = RowLineOf<ListedTable>;

/** A column that is in a line. */
export interface Field extends Exported {
  /** What the column is called. */
  readonly name: string;
  readonly column: Column;
}

export interface LineTable {
  readonly table: Table;
  readonly line: Line;
  /** In their order. */
  readonly fields: readonly Field[];
}

/** By the kind of line. */
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
