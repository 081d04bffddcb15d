/** Invitations to private rooms. */
import type { MemberRecord } from '../../chat/records.ts';
import { accountOrRoomMissing } from './dangling.ts';
import { table } from './table.ts';
import { isMemberGone, type Writing } from './writing.ts';

const common = {
  sql: 'INTEGER NOT NULL',
  gone: 'row',
  exported: 'id',
  imported: 'read',
  shown: 'withheld',
  copied: 'copied',
  checked: accountOrRoomMissing,
} as const;

const END = 'DELETE FROM room_invitations WHERE account = ? AND room = ?';

export const roomInvitations = table({
  name: 'room_invitations',
  key: ['account', 'room'],
  after: ['bans'],
  columns: { room: { ...common, names: 'room' }, account: { ...common, names: 'account' } },
  line: {
    kind: 'room-invitation',
    says: '`account` may join the `room`',
    order: 'account, room',
    person: null,
  },
  held: { as: 'roomInvitations', order: 'room, account' },
  rules: [],
  applied: {
    room({ founders }, writing) {
      for (const founder of founders) usedBy(founder, writing);
    },
    member: ({ member }, writing) => usedBy(member, writing),
    'room-invitation'({ room, account, unseen }, writing) {
      if (unseen) return;
      // A member needs no invitation.
      writing.run(
        `INSERT OR IGNORE INTO room_invitations (account, room) SELECT ?1, ?2 WHERE NOT EXISTS (
           SELECT 1 FROM room_members WHERE account = ?1 AND room = ?2)`,
        account,
        room,
      );
    },
    block({ account, uninvited = [] }, writing) {
      for (const room of uninvited) writing.run(END, account, room);
    },
  },
});

function usedBy(member: MemberRecord, writing: Writing): void {
  if (!isMemberGone(member, writing)) writing.run(END, member.account, member.room);
}
