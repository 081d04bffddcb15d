/**
 * All tables of chinwag.db, in order. A table stands after those that it depends on: exports and imports go through the
 * list forwards, so that referenced rows exist first; a change goes through it backwards, so that each table sees the
 * others as they were.
 */
import type { Column, Named } from './column.ts';
import type { Table } from './table.ts';
import { tables } from './table-list.ts';

export type ListedTable = (typeof tables)[number];

/** The table in which a thing is that a column names. A secret is written after what names it. */
const HOME: Readonly<Record<Named, string | null>> = {
  account: 'accounts',
  room: 'rooms',
  'minus room': 'rooms',
  message: 'log',
  entry: 'log',
  secret: null,
};

export const TABLES: readonly Table[] = inOrder(tables);

/**
 * `all`, each after those that hold what its columns name, and after those that it declares to depend on; otherwise as
 * they were.
 * @throws Error where they depend on one another in a circle, or on one that is not there
 */
export function inOrder(all: readonly Table[]): readonly Table[] {
  const ordered = new Set<Table>();
  const above = new Set<Table>();
  const place = (table: Table) => {
    if (ordered.has(table)) return;
    if (above.has(table)) throw new Error(`the table ${table.name} depends on itself`);
    above.add(table);
    for (const name of dependencies(table)) {
      const other = all.find((one) => one.name === name);
      if (other === undefined)
        throw new Error(`${table.name} depends on ${name}, which is no table`);
      place(other);
    }
    above.delete(table);
    ordered.add(table);
  };
  for (const table of all) place(table);
  return [...ordered];
}

function dependencies({ name, columns, after = [] }: Table): readonly string[] {
  const homes = Object.values(columns).flatMap((column) => homeOf(column) ?? []);
  return [...homes, ...after].filter((other) => other !== name);
}

/** A position in the log, or the name of something that is gone for good, depends on nothing. */
function homeOf({ names, gone }: Column): string | null {
  return names === null || gone === 'stays' ? null : HOME[names];
}
