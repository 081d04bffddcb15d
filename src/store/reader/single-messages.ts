/** Single messages: whose they are, and the texts that they have had. */

import { type Revision, revisionsOf } from '../../chat/stored/edit.ts';
import type { MessageOwner } from '../../chat/stored/message.ts';
import { messageWith } from '../../chat/stored/message.ts';
import { EDIT, HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import type { Statements } from '../database/statements.ts';
import { answers } from '../tables/answering.ts';
import { PAGE_BYTES_MAX } from './pages.ts';

/** Revisions in one answer. */
const REVISIONS_MAX = 1000;

// Without messages of those who are being erased.
const OWNER = `SELECT at, kind, author, low, high, data, ifnull(deleted, 0) AS deleted
  FROM log LEFT JOIN message_states AS state ON state.message = log.id
  WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN})
    AND author NOT IN (SELECT account FROM erased) AND -low NOT IN (SELECT id FROM removed_rooms)`;
const REVISIONS = `SELECT at, text, kind = ${EDIT} AND data LIKE '%"hidden"%' AS hidden FROM log
  WHERE text IS NOT NULL
    AND id IN (SELECT ?1 UNION ALL SELECT entry FROM edits WHERE message = ?1)
    AND id NOT IN (SELECT entry FROM doomed)
  ORDER BY id DESC LIMIT ${REVISIONS_MAX}`;

export const owner = answers(messageWith, ({ id }, { statements }) => ({
  message: ownerOf(statements, id),
}));

/** The newest revisions that fit a page; none of a deleted message. */
export const revisions = answers(revisionsOf, ({ message }, { statements }) => {
  if (ownerOf(statements, message)?.deleted !== false) return [];
  const found: Revision[] = [];
  let bytes = 0;
  for (const row of statements.iterate(REVISIONS, message)) {
    const { at, text, hidden } = row as { at: number; text: Uint8Array; hidden: number };
    bytes += text.length;
    if (bytes > PAGE_BYTES_MAX && found.length > 0) break;
    found.push(hidden === 1 ? { at, text, hidden: true } : { at, text });
  }
  return found.reverse();
});

function ownerOf(statements: Statements, id: number): MessageOwner | null {
  const row = statements.get(OWNER, id);
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
