/** Reads the hub's state at the start of the server, as the tables say (`held`). */
import type { DatabaseSync } from 'node:sqlite';
import type { Stored } from '../../chat/storage.ts';
import type { Column } from '../tables/column.ts';
import type { Held } from '../tables/held.ts';
import type { Table } from '../tables/table.ts';
import { TABLES } from '../tables/tables.ts';

/** The hub's state, and that of storage itself. */
export interface Snapshot {
  readonly stored: Stored;
  /** Identifies this store; another one, even one with the same data imported, differs. */
  readonly store: string;
  /** The time of the newest entry: times never go back. */
  readonly newestAt: number;
}

type HeldTable = Table & { readonly held: Held };
type Row = Record<string, unknown>;

const HELD = TABLES.filter((table): table is HeldTable => table.held !== undefined);

export function readSnapshot(database: DatabaseSync): Snapshot {
  const stored: Row = {};
  for (const table of HELD) {
    const rows = rowsOf(database, table);
    if (table.held.as === null) Object.assign(stored, rows[0]);
    else stored[table.held.as] = rows;
  }
  const own = database.prepare('SELECT store, newest_at AS newestAt FROM state').get();
  return { ...(own as Pick<Snapshot, 'store' | 'newestAt'>), stored: stored as never };
}

function rowsOf(database: DatabaseSync, table: HeldTable): Row[] {
  const { name, key, columns, held } = table;
  const shown = Object.entries(columns).flatMap(([column, answers]) => {
    const field = held.fields?.[column];
    if (field === null) return [];
    return { value: heldValue(table, column, answers), field: field ?? camelCase(column), answers };
  });
  const flags = shown.filter(({ answers }) => answers.checked === 'flag').map(({ field }) => field);
  const values = shown.map(({ value, field }) => `${value} AS "${field}"`);
  const order = held.order ?? key.join(', ');
  const sql = `SELECT ${values.join(', ')} FROM ${name} ORDER BY ${order}`;
  return Array.from(database.prepare(sql).iterate(), (read) => {
    const row: Row = { ...read };
    for (const flag of flags) row[flag] = row[flag] === 1;
    return row;
  });
}

function heldValue({ name }: Table, column: string, { names }: Column): string {
  if (names !== 'secret') return column;
  return `(SELECT record FROM secrets WHERE secrets.id = ${name}.${column})`;
}

function camelCase(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
