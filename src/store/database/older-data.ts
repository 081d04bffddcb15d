/** Reads a database of an older version without changing it: owners look at old folders and backups. */
import type { DatabaseSync } from 'node:sqlite';
import { TABLES } from '../tables/tables.ts';

/** The value of a new column in rows from before it. */
const DEFAULT = / DEFAULT (\S+)/;

/**
 * Lays over each table that has gained columns a view of the same name, on this connection alone, in which old rows have
 * what a migration would give them; and an empty table for each that there was not.
 */
export function showAsOfNow(database: DatabaseSync): void {
  const columnsOf = database.prepare(`SELECT name FROM pragma_table_info(?, 'main')`);
  for (const { name, columns } of TABLES) {
    const there = new Set(columnsOf.all(name).map((column) => column.name));
    const missing = Object.entries(columns).filter(([column]) => !there.has(column));
    if (there.size === 0) {
      const all = missing.map(([column, { sql }]) => `${column} ${sql}`);
      database.exec(`CREATE TEMP TABLE ${name} (${all.join(', ')})`);
    } else if (missing.length > 0) {
      const values = missing.map(
        ([column, { sql }]) => `${DEFAULT.exec(sql)?.[1] ?? 'NULL'} AS ${column}`,
      );
      database.exec(`CREATE TEMP VIEW ${name} AS SELECT *, ${values.join(', ')} FROM main.${name}`);
    }
  }
}
