/** Rows for tables that nobody has written rows for: from what their columns name, and any values beside that. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../../../src/store/database/database.ts';
import type { Value } from '../../../src/store/database/statements.ts';
import type { Column } from '../../../src/store/tables/column.ts';
import type { Table } from '../../../src/store/tables/table.ts';
import { TABLES } from '../../../src/store/tables/tables.ts';

/** What a row may name; each thing is of the others: a message in the room, by the account. */
export interface Things {
  readonly account: number;
  readonly room: number;
  readonly message: number;
  /** The text of the row. */
  readonly word: string;
}

/** The tables in `folder` that are empty, though they should have rows about accounts, rooms or messages. */
export function emptyTables(folder: string): Table[] {
  using database = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
  return TABLES.filter(
    ({ name, columns }) =>
      Object.values(columns).some(isAbout) &&
      database.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() === undefined,
  );
}

/** Puts a row for each of `things` into each of `tables`, whether or not a server has the folder open. */
export function fill(folder: string, tables: readonly Table[], things: readonly Things[]): void {
  using database = new DatabaseSync(join(folder, DATABASE_FILE), { timeout: 5000 });
  for (const { name, columns } of tables) {
    const names = Object.keys(columns);
    const insert = database.prepare(
      `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    for (const one of things) {
      insert.run(...Object.values(columns).map((column) => valueFor(column, one)));
    }
  }
}

/** Does its row go with what it names? */
function isAbout({ names, gone }: Column): boolean {
  return names !== null && names !== 'secret' && (gone === 'row' || gone === 'tombstone');
}

function valueFor(
  { sql, names, checked }: Column,
  { account, room, message, word }: Things,
): Value {
  switch (names) {
    case 'account':
      return account;
    case 'room':
      return room;
    case 'minus room':
      return -room;
    case 'message':
    case 'entry':
      return message;
  }
  if (checked === 'flag') return 0;
  return sql.startsWith('TEXT') ? word : sql.startsWith('BLOB') ? Buffer.from(word) : message;
}
