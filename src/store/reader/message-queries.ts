/** Queries of single messages and of the audit log. */
import type { DatabaseSync } from 'node:sqlite';
import type { MessageOwner, Revision } from '../../chat/archive.ts';
import type { AuditEntry } from '../../chat/records.ts';
import { EDIT, HIDDEN, MESSAGE } from '../database/schema.ts';
import { Statements } from '../database/statements.ts';
import { AUDIT_ERASED } from '../tables/audit.ts';
import { PAGE_BYTES_MAX } from './pages.ts';

/** Revisions in one answer, whatever the limit asked for. */
const REVISIONS_MAX = 1000;
const REACTIONS_MAX = 1000;
const AUDIT_MAX = 1000;

export interface Reaction {
  readonly emoji: string;
  readonly account: number;
  /** Only the one who reacted sees it. */
  readonly hidden?: boolean;
}

export class MessageQueries {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  /** Null: there is none, or its author is being erased. */
  message(id: number): MessageOwner | null {
    const row = this.#statements.get(
      `SELECT at, kind, author, low, high, data, ifnull(deleted, 0) AS deleted
       FROM log LEFT JOIN message_states AS state ON state.message = log.id
       WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN})
         AND author NOT IN (SELECT account FROM erased) AND -low NOT IN (SELECT id FROM removed_rooms)`,
      id,
    );
    if (row === undefined) return null;
    const from = row.author as number;
    const { guest = null } = JSON.parse((row.data as string | null) ?? '{}') as { guest?: string };
    return {
      id,
      from,
      to: (from === row.low ? row.high : row.low) as number,
      guest,
      at: row.at as number,
      deleted: row.deleted === 1,
      hidden: row.kind === HIDDEN,
    };
  }

  /** The newest revisions that fit a page, oldest first; none of a deleted message. */
  revisions(id: number): Revision[] {
    if (this.message(id)?.deleted !== false) return [];
    const rows = this.#statements.iterate(
      `SELECT at, text, kind = ${EDIT} AND data LIKE '%"hidden"%' AS hidden FROM log
       WHERE text IS NOT NULL
         AND id IN (SELECT ?1 UNION ALL SELECT entry FROM edits WHERE message = ?1)
         AND id NOT IN (SELECT entry FROM doomed)
       ORDER BY id DESC LIMIT ${REVISIONS_MAX}`,
      id,
    );
    const revisions: Revision[] = [];
    let bytes = 0;
    for (const row of rows) {
      const { at, text, hidden } = row as unknown as {
        at: number;
        text: Uint8Array;
        hidden: number;
      };
      bytes += text.length;
      if (bytes > PAGE_BYTES_MAX && revisions.length > 0) break;
      revisions.push(hidden === 1 ? { at, text, hidden: true } : { at, text });
    }
    return revisions.reverse();
  }

  reactions(id: number): Reaction[] {
    const rows = this.#statements.iterate(
      `SELECT emoji, account, hidden FROM reactions WHERE message = ? ORDER BY entry LIMIT ${REACTIONS_MAX}`,
      id,
    );
    return Array.from(rows, ({ emoji, account, hidden }) => ({
      emoji: emoji as string,
      account: account as number,
      ...(hidden === 1 ? { hidden: true } : {}),
    }));
  }

  audit(before: number | null, room: number | null, limit: number): AuditEntry[] {
    const rows = this.#statements.iterate(
      `SELECT id, at, by_id AS "by", by_name AS byName, room, room_name AS roomName, what, whom, whom_id AS whomId,
         detail
       FROM audit WHERE id < ? AND NOT (${AUDIT_ERASED}) ${room === null ? '' : 'AND room = ?'} ORDER BY id DESC LIMIT ?`,
      before ?? Number.MAX_SAFE_INTEGER,
      ...(room === null ? [] : [room]),
      Math.max(1, Math.min(limit, AUDIT_MAX)),
    );
    return Array.from(rows, (row) => ({ ...row }) as unknown as AuditEntry);
  }
}
