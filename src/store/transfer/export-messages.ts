/** What was said, as it leaves in an export: messages of two people and of rooms, and what became of them. */

import { EDIT, HIDDEN, MESSAGE } from '../database/schema.ts';
import type { Statements, Value } from '../database/statements.ts';
import type { Kept } from './kept-data.ts';

type Row = Record<string, Value>;

// What an account that is gone wrote may be there for a while until it is erased, and is gone all the same; so is what
// was said in a room that is gone, and every text that was taken back.
const ENTRY = `SELECT log.id, log.at, kind, author, low, high, key, data, text, writer.name AS fromName,
    recipient.name AS toName, ifnull(deleted, 0) AS deleted,
    log.id IN (SELECT entry FROM doomed) AS doomed
  FROM log
    LEFT JOIN accounts AS writer ON writer.id = author
    LEFT JOIN accounts AS recipient ON recipient.id = low + high - author
    LEFT JOIN message_states AS state ON state.message = log.id
  WHERE log.id = ? AND (writer.id IS NOT NULL OR author = 0)
    AND low NOT IN (SELECT -id FROM removed_rooms)`;

export class Said {
  readonly #statements: Statements;
  readonly #all: boolean;
  /** The id of the last that was exported. */
  last = 0;

  /** `all`: also what is nobody's to see: which messages are hidden from others, and the keys of those who sent them. */
  constructor(statements: Statements, all: boolean) {
    this.#statements = statements;
    this.#all = all;
  }

  /** The entries `ids` in their order, without those that are gone. */
  *messages(ids: Iterable<{ readonly id: number }>): Generator<Kept> {
    for (const { id } of ids) {
      const row = this.#statements.get(ENTRY, id);
      const kept = row === undefined ? null : this.#kept(row);
      if (kept === null) continue;
      this.last = id;
      yield kept;
    }
  }

  #kept(row: Row): Kept | null {
    const data = (row.data === null ? {} : JSON.parse(row.data as string)) as {
      readonly guest?: string | null;
      readonly reply?: number | null;
      readonly message?: number;
      readonly hidden?: boolean;
    };
    const id = row.id as number;
    const at = row.at as number;
    const gone = row.deleted === 1 || row.doomed === 1;
    const text = gone ? null : (row.text as Uint8Array | null);
    if (row.kind === EDIT) {
      const { message = 0 } = data;
      const known = 'SELECT 1 AS one FROM message_states WHERE message = ? AND deleted = 0';
      if (text === null || this.#statements.get(known, message) === undefined) return null;
      const hidden = this.#all && data.hidden === true;
      return { kind: 'edit', id, at, message, hidden, text };
    }
    const from = row.author as number;
    const low = row.low as number;
    const key = this.#all ? (row.key as string | null) : null;
    const common = { id, at, from, reply: data.reply ?? null, key, text };
    if (low < 0) {
      const fromName = (from === 0 ? data.guest : row.fromName) as string;
      return { kind: 'room-message', ...common, room: -low, fromName };
    }
    return {
      kind: 'message',
      ...common,
      fromName: row.fromName as string,
      to: low + (row.high as number) - from,
      toName: row.toName as string | null,
      hidden: this.#all && row.kind === HIDDEN,
    };
  }
}

/**
 * Ids of what `account` is given of the log, in their order: its conversations with one other, but for what is hidden from
 * it, and what it wrote in rooms.
 */
export function messagesOfPerson(statements: Statements, account: number): number[] {
  const own = 'AND author = members.account';
  const parts = [
    [MESSAGE, 'members.low > 0'],
    [EDIT, `members.low > 0 AND (author = members.account OR data NOT LIKE '%"hidden"%')`],
    [HIDDEN, `TRUE ${own}`],
    [MESSAGE, `members.low < 0 ${own}`],
    [EDIT, `members.low < 0 ${own}`],
  ].map(
    ([kind, which]) =>
      `SELECT log.id FROM members JOIN log
         ON kind = ${kind} AND log.low = members.low AND log.high = members.high
       WHERE members.account = ?1 AND ${which}`,
  );
  return Array.from(
    statements.iterate(`${parts.join(' UNION ALL ')} ORDER BY 1`, account),
    ({ id }) => id as number,
  );
}
