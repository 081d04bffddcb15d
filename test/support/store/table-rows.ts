/** Reads the tables of a data folder, to compare them with those of another. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../../../src/store/database/database.ts';
import { WITH_TEXT } from '../../../src/store/database/log-kinds.ts';
import { TABLES } from '../../../src/store/tables/tables.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What is in every table of `file`; bytes as text. */
export function tablesOf(file: string): Map<string, Row[]> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return new Map(
      TABLES.map(({ name: table }) => {
        const rows = database.prepare(`SELECT * FROM ${table}`).all();
        return [table, rows.map((row) => plain(row))];
      }),
    );
  } finally {
    database.close();
  }
}

function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    ]),
  );
}

/** As an export and an import leave it: without what stays behind (see tables/column.ts), in some order. */
export function movedRows(folder: string): Record<string, string[]> {
  const file = join(folder, DATABASE_FILE);
  const database = new DatabaseSync(file, { readOnly: true });
  const secrets = new Map<unknown, unknown>();
  let newest = 0;
  try {
    for (const { id, record } of database.prepare('SELECT * FROM secrets').all()) {
      secrets.set(id, record);
    }
    const said = database.prepare(`SELECT max(id) AS id FROM log WHERE kind IN ${WITH_TEXT}`);
    newest = Number(said.get()?.id ?? 0);
  } finally {
    database.close();
  }
  const tables = tablesOf(file);
  const moved: Record<string, string[]> = {};
  for (const { name: table, columns: all } of TABLES) {
    // Accounts have theirs; a device's stay behind.
    if (table === 'secrets') continue;
    const columns = Object.entries(all).filter(([, { imported }]) => imported !== 'default');
    if (columns.length === 0) continue;
    const rows = tables.get(table) ?? [];
    const leaving = rows.filter((row) => leaves(table, row, tables, newest));
    moved[table] = leaving
      .map((row) => {
        const values = columns.map(([name, { imported: how }]) => {
          const value = row[name];
          if (how === 'bounded') return [name, Math.min(Number(value), newest)];
          return [name, how === 'renumbered' ? (secrets.get(value) ?? null) : value];
        });
        return JSON.stringify(Object.fromEntries(values));
      })
      .sort();
  }
  return moved;
}

/** Facts stay behind, and places in a conversation in which nothing is left and nothing was read. */
function leaves(table: string, row: Row, tables: Map<string, Row[]>, newest: number): boolean {
  const texts = () => tables.get('log')?.filter(({ kind }) => [1, 7, 8].includes(Number(kind)));
  // One that is over keeps nobody from a name.
  if (table === 'reservations') return Number(row.until) > Date.now();
  if (table === 'log') return [1, 7, 8].includes(Number(row.kind));
  if (table !== 'members' || Math.min(Number(row.read_id), newest) > 0) return true;
  const isIn = tables
    .get('room_members')
    ?.some(({ account, room }) => account === row.account && room === -Number(row.low));
  return isIn || texts()?.some(({ low, high }) => low === row.low && high === row.high) === true;
}
