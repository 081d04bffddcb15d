/** Members of rooms. */
import type { MemberRecord } from '../../chat/records.ts';
import { accountOrRoomMissing } from './dangling.ts';
import { ADD_MEMBER } from './member-entries.ts';
import { table } from './table.ts';
import { isMemberGone, type Writing } from './writing.ts';

const common = { gone: 'row', imported: 'read', shown: 'shown', copied: 'copied' } as const;

export const roomMembers = table({
  name: 'room_members',
  key: ['account', 'room'],
  migrations: { 8: 'ALTER TABLE room_members ADD COLUMN voice INTEGER NOT NULL DEFAULT 0;' },
  columns: {
    room: {
      sql: 'INTEGER NOT NULL',
      names: 'room',
      exported: 'id',
      ...common,
      checked: accountOrRoomMissing,
    },
    account: {
      sql: 'INTEGER NOT NULL',
      names: 'account',
      exported: 'id',
      ...common,
      checked: accountOrRoomMissing,
    },
    role: { sql: 'TEXT NOT NULL', names: null, exported: 'role', ...common, checked: 'rule' },
    voice: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      exported: 'flag if true',
      ...common,
      checked: 'flag',
    },
    muted_until: {
      sql: 'INTEGER NOT NULL',
      names: null,
      exported: { field: 'muted', form: 'end if any' },
      ...common,
      checked: 'any',
    },
  },
  line: {
    kind: 'member',
    says: '`account` is in the `room` with a `role`, and a `voice` if it has one; it is `muted` until a time, or `forever`',
    order: 'room, account',
    person: 'account = :person',
    // The member's read marker and texts are found through this row.
    taken({ account = 0, room }, target) {
      target.run(ADD_MEMBER, account, -Number(room), -Number(room));
    },
  },
  held: { as: 'members', order: 'room, account' },
  rules: [
    [
      'a member of no known role (account, room):',
      `SELECT account, room FROM room_members WHERE role NOT IN ('owner', 'moderator', 'member')`,
    ],
    [
      'a member who has no place in the room (account, room):',
      `SELECT account, room FROM room_members
       EXCEPT SELECT account, -low FROM members WHERE low = high`,
    ],
  ],
  applied: {
    room({ founders }, writing) {
      for (const founder of founders) comesIn(founder, writing);
    },
    member: ({ member }, writing) => comesIn(member, writing),
    'member-removed'({ account, room }, writing) {
      writing.run('DELETE FROM room_members WHERE account = ? AND room = ?', account, room);
    },
  },
});

function comesIn(member: MemberRecord, writing: Writing): void {
  if (isMemberGone(member, writing)) return;
  const { account, room, role, voice, mutedUntil } = member;
  writing.run(
    `INSERT OR REPLACE INTO room_members (account, room, role, voice, muted_until)
     VALUES (?, ?, ?, ?, ?)`,
    account,
    room,
    role,
    Number(voice),
    mutedUntil,
  );
}
