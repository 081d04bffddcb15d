/** Finds the remains of removed accounts and rooms in the log: their messages, and the entries that name them. */
import type { DatabaseSync } from 'node:sqlite';
import { EDIT, HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { FACT } from '../database/schema.ts';

const TEXTS = [MESSAGE, HIDDEN, EDIT];

interface Work {
  /** 0: everybody in a room that is gone. */
  readonly account: number;
  readonly low: number;
  readonly high: number;
}

/** Entries to be erased, at most `limit`; null: none are left. */
export function ofTheRemoved(database: DatabaseSync, limit: number): number[] | null {
  const next = database.prepare('SELECT account, low, high FROM erasures LIMIT 1');
  for (;;) {
    const work = next.get() as Work | undefined;
    if (work === undefined) return factsOfAccounts(database, limit);
    const found = textsOf(database, work, limit) ?? factsIn(database, work, limit);
    if (found !== null) return found;
    database
      .prepare('DELETE FROM erasures WHERE account = ? AND low = ? AND high = ?')
      .run(work.account, work.low, work.high);
  }
}

function textsOf(database: DatabaseSync, { account, low, high }: Work, limit: number) {
  for (const kind of TEXTS) {
    const where = `kind = ${kind} AND low = ? AND high = ?`;
    const found =
      account === 0
        ? database.prepare(`SELECT id FROM log WHERE ${where} LIMIT ?`).all(low, high, limit)
        : database
            .prepare(`SELECT id FROM log WHERE ${where} AND author = ? ORDER BY id LIMIT ?`)
            .all(low, high, account, limit);
    if (found.length > 0) return idsOf(found);
  }
  return null;
}

/** Facts about a removed room. */
function factsIn(database: DatabaseSync, { account, low }: Work, limit: number) {
  if (account !== 0) return null;
  const facts = database.prepare(`SELECT id FROM log WHERE ${FACT} AND low = ? LIMIT ?`);
  return idsOf(facts.all(low, limit));
}

function factsOfAccounts(database: DatabaseSync, limit: number) {
  const gone = 'SELECT account FROM erased WHERE done = 0';
  for (const column of ['author', 'low']) {
    const facts = `SELECT id FROM log WHERE ${FACT} AND ${column} IN (${gone}) LIMIT ?`;
    const found = idsOf(database.prepare(facts).all(limit));
    if (found !== null) return found;
  }
  return null;
}

function idsOf(rows: readonly Readonly<Record<string, unknown>>[]): number[] | null {
  return rows.length === 0 ? null : rows.map(({ id }) => id as number);
}
