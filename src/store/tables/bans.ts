/** Accounts that are banned from rooms. */
import type { BanRecord } from '../../chat/records.ts';
import { table } from './table.ts';
import type { Writing } from './writing.ts';

const common = { imported: 'read', shown: 'withheld', copied: 'copied' } as const;

export const bans = table({
  name: 'bans',
  key: ['room', 'name'],
  columns: {
    room: {
      sql: 'INTEGER NOT NULL',
      names: 'room',
      gone: 'row',
      exported: 'id',
      ...common,
      checked: {
        missing: 'somebody is kept out of a room, or has a place in one, that is gone (room):',
        tell: ['room'],
      },
    },
    account: {
      sql: 'INTEGER',
      names: 'account',
      gone: 'row',
      exported: 'id or none',
      ...common,
      checked: {
        missing: 'somebody who is gone, or in a room that is (account, room):',
        tell: ['account', 'room'],
      },
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
  line: { kind: 'ban', order: 'room, name', person: null },
  over: 'until',
  rules: [],
  applied: {
    ban: ({ ban }, writing) => put(ban, writing),
    'member-removed'({ ban }, writing) {
      if (ban !== null) put(ban, writing);
    },
    unban({ room, name }, writing) {
      writing.run('DELETE FROM bans WHERE room = ? AND name = ?', room, name);
    },
  },
});

function put({ room, account, name, address, until }: BanRecord, writing: Writing): void {
  const { gone } = writing;
  if (gone.rooms.has(room) || (account !== null && gone.accounts.has(account))) return;
  writing.run(
    `INSERT OR REPLACE INTO bans (room, name, account, address, until) VALUES (?, ?, ?, ?, ?)`,
    room,
    name,
    account,
    address,
    until,
  );
}
