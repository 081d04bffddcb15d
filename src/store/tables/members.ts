/**
 * A row for each account and each conversation in which it has written or may read, and for each room it was ever in:
 * its read marker, which also locates its texts. Current members of rooms are in `room_members`.
 */
import type { MemberRecord } from '../../chat/records.ts';
import { MESSAGE, WITH_TEXT } from '../database/log-kinds.ts';
import { conversations } from '../reader/conversations.ts';
import { missed, unread } from '../reader/unread.ts';
import { ROOM_MISSING } from './dangling.ts';
import type { LineSource, LineTarget, ReadLine } from './own-lines.ts';
import { table } from './table.ts';
import { isMemberGone, type Writing } from './writing.ts';

const common = { exported: null, shown: 'shown', copied: 'copied' } as const;

export const members = table({
  name: 'members',
  key: ['account', 'low', 'high'],
  after: ['edits'],
  columns: {
    account: {
      sql: 'INTEGER NOT NULL',
      names: 'account',
      gone: 'row',
      imported: 'remade',
      ...common,
      checked: {
        missing: 'a conversation of somebody who is gone (account):',
        tell: ['account'],
      },
    },
    // Two accounts, one of which may be removed; or a room, twice.
    low: {
      sql: 'INTEGER NOT NULL',
      names: 'minus room',
      gone: 'row',
      imported: 'remade',
      ...common,
      checked: { missing: ROOM_MISSING, tell: ['-low'] },
    },
    high: {
      sql: 'INTEGER NOT NULL',
      names: null,
      gone: 'row',
      imported: 'remade',
      ...common,
      checked: 'rule',
    },
    read_id: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: 'message',
      gone: 'stays',
      imported: 'bounded',
      ...common,
      checked: 'rule',
    },
  },
  line: null,
  lines: readLines,
  takes: { read: takeRead },
  rules: [
    [
      'a conversation that one of its two does not find (account, low, high):',
      `SELECT accounts.id, low, high
         FROM (SELECT DISTINCT low, high FROM log WHERE kind = ${MESSAGE} AND low > 0)
           JOIN accounts ON accounts.id IN (low, high)
       UNION SELECT accounts.id, low, high
         FROM (SELECT DISTINCT low, high, author FROM log WHERE kind IN ${WITH_TEXT})
           JOIN accounts ON accounts.id = author
         WHERE low NOT IN (SELECT -id FROM removed_rooms)
       EXCEPT SELECT account, low, high FROM members`,
    ],
    [
      'something has been read or received that was never said (account):',
      `SELECT account FROM members, state WHERE read_id >= next_entry
       UNION SELECT id FROM accounts, state WHERE place >= next_entry
       UNION SELECT account FROM devices, state WHERE place >= next_entry`,
    ],
  ],
  applied: {
    room({ founders }, writing) {
      for (const founder of founders) comesIn(founder, writing);
    },
    member: ({ member }, writing) => comesIn(member, writing),
    read({ account, peer, upTo }, writing) {
      writing.run(
        // Nothing can be read before it was written.
        `UPDATE members SET read_id = max(read_id, min(?4, (SELECT coalesce(max(id), 0) FROM log)))
         WHERE account = ?1 AND low = ?2 AND high = ?3 AND read_id < ?4`,
        account,
        // A room, or two people.
        peer < 0 ? peer : Math.min(account, peer),
        peer < 0 ? peer : Math.max(account, peer),
        upTo,
      );
    },
  },
  answers: [missed, unread, conversations],
});

/** Messages from before somebody joined a room count as read. */
function comesIn(member: MemberRecord, writing: Writing): void {
  if (isMemberGone(member, writing)) return;
  const { account, room } = member;
  writing.run(
    `INSERT INTO members (account, low, high, read_id) SELECT ?1, -?2, -?2, ?3 WHERE NOT EXISTS (
       SELECT 1 FROM room_members WHERE account = ?1 AND room = ?2)
     ON CONFLICT DO UPDATE SET read_id = max(read_id, excluded.read_id)`,
    account,
    room,
    writing.id,
  );
}

function* readLines({ statements, person, newest }: LineSource): Generator<ReadLine> {
  const rows = statements.iterate(
    `SELECT account, CASE WHEN low < 0 THEN low ELSE low + high - account END AS peer,
       min(read_id, ?1) AS upTo
     FROM members WHERE min(read_id, ?1) > 0 AND (?2 IS NULL OR account = ?2)
     ORDER BY account, low, high`,
    newest,
    person,
  );
  for (const { account, peer, upTo } of rows) {
    yield {
      kind: 'read',
      account: account as number,
      peer: peer as number,
      upTo: upTo as number,
    };
  }
}

/** Also of a room that was left, and of a conversation without remaining messages. */
function takeRead({ account, peer, upTo }: ReadLine, target: LineTarget): void {
  const { ids } = target;
  const reader = ids.account(account);
  const other = peer < 0 ? -ids.room(-peer) : ids.account(peer);
  target.run(
    `INSERT INTO members (account, low, high, read_id) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET read_id = excluded.read_id`,
    reader,
    peer < 0 ? other : Math.min(reader, other),
    peer < 0 ? other : Math.max(reader, other),
    ids.message(upTo),
  );
}
