/** Mutes of people who are not in the room: those who left while muted, or registered where a guest was muted. */
import type { MemberRecord } from '../../chat/records.ts';
import { table } from './table.ts';
import { isMemberGone, type Writing } from './writing.ts';

const common = {
  sql: 'INTEGER NOT NULL',
  gone: 'row',
  imported: 'read',
  shown: 'withheld',
  copied: 'copied',
} as const;

export const roomMutes = table({
  name: 'room_mutes',
  key: ['account', 'room'],
  after: ['room_invitations'],
  columns: {
    room: { ...common, names: 'room', exported: 'id', checked: 'there' },
    account: { ...common, names: 'account', exported: 'id', checked: 'there' },
    until: { ...common, names: null, exported: 'end', checked: 'any' },
  },
  line: {
    kind: 'mute',
    says: '`account`, which has left the `room`, is muted there `until` a time or `forever`',
    order: 'room, account',
    person: null,
  },
  held: { as: 'roomMutes', order: 'room, until' },
  rules: [
    [
      'a member is muted as somebody who has left (account, room):',
      `SELECT account, room FROM room_mutes INTERSECT SELECT account, room FROM room_members`,
    ],
  ],
  applied: {
    room({ founders }, writing) {
      for (const founder of founders) endsFor(founder, writing);
    },
    member: ({ member }, writing) => endsFor(member, writing),
    /** People who come back are still muted. */
    'member-removed'({ account, room }, writing) {
      writing.run(
        `INSERT OR REPLACE INTO room_mutes (account, room, until)
         SELECT account, room, muted_until FROM room_members
         WHERE account = ? AND room = ? AND muted_until > ?`,
        account,
        room,
        writing.at,
      );
      writing.run('DELETE FROM room_mutes WHERE room = ? AND until <= ?', room, writing.at);
    },
    'room-mute'({ account, room, until }, writing) {
      writing.run(
        `INSERT OR REPLACE INTO room_mutes (account, room, until) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (
           SELECT 1 FROM room_members WHERE account = ?1 AND room = ?2)`,
        account,
        room,
        until,
      );
    },
  },
});

/** Members have their mute in their own row. */
function endsFor(member: MemberRecord, writing: Writing): void {
  if (isMemberGone(member, writing)) return;
  const { account, room } = member;
  writing.run('DELETE FROM room_mutes WHERE account = ? AND room = ?', account, room);
}
