/**
 * The audit log: actions of moderators and operators, by the id of the entry they came with. Removing an account
 * empties its names and words, so there are ids beside them; after --keep-audit a row is emptied.
 */
import type { AuditRecord, StoredAct } from '../../chat/records.ts';
import { auditLog } from '../../chat/stored/audit.ts';
import { answers } from './answering.ts';
import { table } from './table.ts';
import type { Writing } from './writing.ts';

const here = {
  exported: null,
  imported: 'default',
  shown: 'withheld',
  copied: 'copied',
} as const;

export const audit = table({
  name: 'audit',
  key: ['id'],
  columns: {
    id: { sql: 'INTEGER', names: 'entry', gone: 'stays', ...here, checked: 'rule' },
    at: { sql: 'INTEGER NOT NULL', names: null, gone: 'stays', ...here, checked: 'any' },
    by_id: { sql: 'INTEGER NOT NULL', names: 'account', gone: 'stays', ...here, checked: 'rule' },
    by_name: {
      sql: 'TEXT NOT NULL',
      names: null,
      gone: { emptiedWith: ['by_id'] },
      ...here,
      checked: 'any',
    },
    room: { sql: 'INTEGER NOT NULL', names: 'room', gone: 'stays', ...here, checked: 'rule' },
    room_name: { sql: 'TEXT NOT NULL', names: null, gone: 'stays', ...here, checked: 'any' },
    what: { sql: 'TEXT NOT NULL', names: null, gone: 'stays', ...here, checked: 'any' },
    whom_id: { sql: 'INTEGER', names: 'account', gone: 'stays', ...here, checked: 'rule' },
    whom: {
      sql: 'TEXT',
      names: null,
      gone: { emptiedWith: ['whom_id'] },
      ...here,
      checked: 'any',
    },
    detail: {
      sql: 'TEXT',
      names: null,
      gone: { emptiedWith: ['by_id', 'whom_id'] },
      ...here,
      checked: 'any',
    },
  },
  line: null,
  rules: [
    [
      'something was done in a room that there never was (entry, room):',
      `SELECT id, room FROM audit WHERE room > 0
         AND room NOT IN (SELECT id FROM rooms UNION SELECT id FROM removed_rooms)`,
    ],
    [
      'something was done by or to somebody who there never was (entry, account):',
      `SELECT audit.id, account FROM
         (SELECT id, by_id AS account FROM audit WHERE by_id <> 0
          UNION SELECT id, whom_id FROM audit WHERE whom_id IS NOT NULL) AS audit
       WHERE account NOT IN (SELECT id FROM accounts UNION SELECT account FROM erased)`,
    ],
  ],
  applied: {
    audit: ({ audit: record }, writing) => write(writing, record, null),
    room: (change, writing) => write(writing, change.audit, null),
    'room-removed': (change, writing) => write(writing, change.audit, null),
    pin: (change, writing) => write(writing, change.audit, null),
    member: (change, writing) => write(writing, change.audit, change.member.account),
    'member-removed': (change, writing) => write(writing, change.audit, change.account),
    ban: (change, writing) => write(writing, change.audit, change.ban.account),
    unban({ room, name, audit: record }, writing) {
      const sql = 'SELECT account FROM bans WHERE room = ? AND name = ?';
      write(writing, record, (writing.get(sql, room, name)?.account ?? null) as number | null);
    },
    deleted(change, writing) {
      write(writing, change.audit, writing.find(change.message)?.author || null);
    },
  },
  answers: [
    answers(auditLog, ({ before, room, limit }, { statements }) => {
      const rows = statements.all(
        room === null ? ENTRIES : ENTRIES_OF_ROOM,
        Math.max(1, Math.min(limit, ENTRIES_MAX)),
        before ?? Number.MAX_SAFE_INTEGER,
        ...(room === null ? [] : [room]),
      );
      return rows.map((row) => ({ ...row }) as unknown as StoredAct);
    }),
  ],
});

/** `account`: the account acted on, where the change names it; null: look it up by name. */
function write(writing: Writing, record: AuditRecord | null, account: number | null): void {
  if (record === null) return;
  const { by, byName, room, roomName, what, whom, detail } = record;
  const whomId = whom === null ? null : (account ?? named(writing, whom));
  // Both may have been removed in the meantime.
  const { accounts } = writing.gone;
  const isByGone = accounts.has(by);
  const isWhomGone = whomId !== null && accounts.has(whomId);
  writing.run(
    `INSERT INTO audit (id, at, by_id, by_name, room, room_name, what, whom_id, whom, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    writing.id,
    writing.at,
    by,
    isByGone ? '' : byName,
    room,
    roomName,
    what,
    whomId,
    isWhomGone ? null : whom,
    isByGone || isWhomGone ? null : detail,
  );
}

function named(writing: Writing, name: string): number | null {
  return (writing.get('SELECT id FROM accounts WHERE name = ?', name)?.id ?? null) as number | null;
}

/** Empties expired rows. A row stays in its place for a while, as that of a message does. */
export const ERASE_AUDIT = `UPDATE audit SET by_id = 0, by_name = '', room = 0, room_name = '', what = '',
  whom_id = NULL, whom = NULL, detail = NULL`;
/** A condition: rows that are erased. */
export const AUDIT_ERASED = "what = ''";

/** Entries in one answer, whatever the limit asked for. */
const ENTRIES_MAX = 1000;
const entriesWhere = (condition: string) =>
  `SELECT id, at, by_id AS "by", by_name AS byName, room, room_name AS roomName, what, whom, whom_id AS whomId, detail
   FROM audit WHERE id < ?2 AND NOT (${AUDIT_ERASED}) ${condition} ORDER BY id DESC LIMIT ?1`;
const ENTRIES = entriesWhere('');
const ENTRIES_OF_ROOM = entriesWhere('AND room = ?3');
