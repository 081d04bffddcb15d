/** Accounts that are banned from rooms. */
import type { DatabaseSync } from 'node:sqlite';
import type { BanRecord } from '../../chat/records.ts';
import { nameKey } from '../../protocol/names.ts';
import { accountOrRoomMissing, ROOM_MISSING } from './dangling.ts';
import { table } from './table.ts';
import type { Writing } from './writing.ts';

const common = { imported: 'read', shown: 'withheld', copied: 'copied' } as const;

export const bans = table({
  name: 'bans',
  key: ['room', 'name'],
  after: ['blocks'],
  columns: {
    room: {
      sql: 'INTEGER NOT NULL',
      names: 'room',
      gone: 'row',
      exported: 'id',
      ...common,
      checked: { missing: ROOM_MISSING, tell: ['room'] },
    },
    account: {
      sql: 'INTEGER',
      names: 'account',
      gone: 'row',
      exported: 'id or none',
      ...common,
      checked: accountOrRoomMissing,
    },
    name: {
      sql: 'TEXT NOT NULL',
      names: null,
      gone: 'row',
      exported: 'name',
      ...common,
      checked: 'any',
    },
    address: {
      sql: 'TEXT',
      names: null,
      // Deleted rows may leave traces where SQLite moved them, so the values are emptied first.
      gone: { emptiedWith: ['account'] },
      exported: 'address',
      ...common,
      checked: 'any',
    },
    until: {
      sql: 'INTEGER NOT NULL',
      names: null,
      gone: 'row',
      exported: 'end',
      ...common,
      checked: 'any',
    },
  },
  line: {
    kind: 'ban',
    says: 'a ban of a `name`, `account` or `address` from the `room`, `until` a time or `forever`',
    order: 'room, name',
    person: null,
  },
  over: 'until',
  held: { as: 'bans' },
  rules: [],
  applied: {
    ban: ({ ban, replaced }, writing) => put(ban, replaced, writing),
    'member-removed'({ ban, replaced }, writing) {
      if (ban !== null) put(ban, replaced, writing);
    },
    unban({ room, name }, writing) {
      writing.run(LIFT, room, name);
    },
  },
});

const LIFT = 'DELETE FROM bans WHERE room = ? AND name = ?';

function put(ban: BanRecord, replaced: readonly string[] | undefined, writing: Writing): void {
  const { room, account, name, address, until } = ban;
  const { gone } = writing;
  if (gone.rooms.has(room) || (account !== null && gone.accounts.has(account))) return;
  for (const spelling of replaced ?? []) writing.run(LIFT, room, spelling);
  writing.run(
    `INSERT OR REPLACE INTO bans (room, name, account, address, until) VALUES (?, ?, ?, ?, ?)`,
    room,
    name,
    account,
    address,
    until,
  );
}

/**
 * Leaves each room one ban for all spellings of a name: the one that holds longest. Earlier versions kept one for each
 * spelling, names that are spelled differently may become one with a later version of Unicode, and one that is over is
 * in the table until the next start.
 */
export function keepOneSpelling(database: DatabaseSync): void {
  const known = new Set<string>();
  const bans = database.prepare('SELECT room, name FROM bans ORDER BY until DESC, room, name');
  const lift = database.prepare(LIFT);
  for (const { room, name } of bans.all() as { room: number; name: string }[]) {
    const key = `${room} ${nameKey(name)}`;
    if (known.has(key)) lift.run(room, name);
    else known.add(key);
  }
}
