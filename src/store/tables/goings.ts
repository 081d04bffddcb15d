/** The SQL of a removal: what happens to every table when something goes for good, as its columns say. */
import type { Column, Named } from './column.ts';
import type { Going, Table } from './table.ts';
import { TABLES } from './tables.ts';

const GOES: Readonly<Record<Going, Named>> = {
  account: 'account',
  room: 'room',
  'message taken back': 'message',
  'message erased': 'message',
};

/** In the order of execution; each takes the id of the removed thing as ?1. */
export const GOING_SQL: Readonly<Record<Going, readonly string[]>> = {
  account: ofGoing('account'),
  room: ofGoing('room'),
  'message taken back': ofGoing('message taken back'),
  'message erased': ofGoing('message erased'),
};

function ofGoing(going: Going): readonly string[] {
  const tables = TABLES.toReversed();
  return [
    ...tables.flatMap(({ takesDown }) => takesDown?.[going] ?? []),
    ...tables.flatMap((table) => emptying(table, going)),
    ...tables.flatMap((table) => deleting(table, going)),
  ];
}

/** Empties values first: deleted rows may leave traces where SQLite moved them. */
function emptying(table: Table, going: Going): string[] {
  const columns = Object.entries(table.columns);
  return columns.flatMap(([name, column]) => {
    const isIt = condition(name, column, going);
    if (isIt === null) return [];
    const emptied = columns
      .filter(([, { gone }]) => typeof gone === 'object' && gone.emptiedWith.includes(name))
      .map(([other, { sql }]) => `${other} = ${sql.includes('NOT NULL') ? "''" : 'NULL'}`);
    if (emptied.length === 0) return [];
    return `UPDATE ${table.name} SET ${emptied.join(', ')} WHERE ${isIt}`;
  });
}

/** Deletes rows, and erases the secrets that they name. */
function deleting({ name: table, columns }: Table, going: Going): string[] {
  const entries = Object.entries(columns);
  const conditions = entries.flatMap(([name, column]) => {
    const isIt = isDeleted(column, going) ? condition(name, column, going) : null;
    return isIt ?? [];
  });
  if (conditions.length === 0) return [];
  const where = conditions.join(' OR ');
  const secrets = entries.filter(([, { names }]) => names === 'secret');
  return [
    ...secrets.map(
      ([name]) =>
        `UPDATE secrets SET record = '' WHERE id IN (SELECT ${name} FROM ${table} WHERE ${where})`,
    ),
    `DELETE FROM ${table} WHERE ${where}`,
  ];
}

function isDeleted({ gone }: Column, going: Going): boolean {
  return gone === 'row' || (gone === 'tombstone' && going === 'message erased');
}

/** The condition that the column `name` names the removed thing; null: it never does. */
function condition(name: string, { names }: Column, going: Going): string | null {
  if (names === GOES[going]) return `${name} = ?1`;
  return names === 'minus room' && going === 'room' ? `${name} = -?1` : null;
}
