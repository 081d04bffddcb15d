/**
 * A row for each account and each conversation in which it has written or may read, and for each room it was ever in:
 * its read marker, which also locates its texts. Current members of rooms are in `room_members`.
 */
import type { MemberRecord } from '../../chat/records.ts';
import { MESSAGE, WITH_TEXT } from '../database/log-kinds.ts';
import { HIDDEN_OF_AUTHOR, IN_ROOM, OF_AUTHOR, pairOf } from '../reader/conditions.ts';
import { conversations } from '../reader/conversations.ts';
import { marker } from '../reader/marker.ts';
import { missed, unread } from '../reader/unread.ts';
import { ROOM_MISSING } from './dangling.ts';
import type { LineSource, LineTarget, ReadLine } from './own-lines.ts';
import { table } from './table.ts';
import { isMemberGone, type Writing } from './writing.ts';

const common = { exported: null, shown: 'shown', copied: 'copied' } as const;

export const members = table({
  name: 'members',
  key: ['account', 'low', 'high'],
  migrations: { 7: 'ALTER TABLE members ADD COLUMN read_at INTEGER NOT NULL DEFAULT 0;' },
  after: ['edits'],
  stamped: ['read_at'],
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
    // The time up to which it was read, of that message or later; 0: it is not known.
    read_at: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      gone: 'stays',
      imported: 'remade',
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
    [
      'something was read before it was said (account, low, high):',
      `SELECT account, members.low, members.high FROM members LEFT JOIN log ON log.id = read_id
       WHERE read_at <> 0 AND (read_id = 0 OR read_at < ifnull(log.at, 0))`,
    ],
  ],
  applied: {
    room({ founders }, writing) {
      for (const founder of founders) comesIn(founder, writing);
    },
    member: ({ member }, writing) => comesIn(member, writing),
    read({ account, peer, upTo, at = 0 }, writing) {
      // Never an entry of others: which numbers they have is nobody's business.
      const newest = newestIn(account, peer, upTo, writing);
      if (newest === undefined) return;
      const { id, at: said } = newest;
      writing.run(
        `UPDATE members SET read_id = ?4, read_at = ?5
         WHERE account = ?1 AND low = ?2 AND high = ?3 AND (read_id, read_at) < (?4, ?5)`,
        account,
        ...pairOf(account, peer),
        id,
        Math.max(at, said),
      );
    },
  },
  answers: [missed, unread, conversations, marker],
});

const NEWEST = 'AND id <= ? ORDER BY id DESC LIMIT 1';
const NEWEST_IN_ROOM = `SELECT id, at ${IN_ROOM} ${NEWEST}`;
const NEWEST_OF_AUTHOR = `SELECT id, at ${OF_AUTHOR} ${NEWEST}`;
const NEWEST_HIDDEN = `SELECT id, at ${HIDDEN_OF_AUTHOR} ${NEWEST}`;

interface Said {
  readonly id: number;
  readonly at: number;
}

/** The newest message up to `upTo` that `account` may see in its conversation with `peer`. */
function newestIn(account: number, peer: number, upTo: number, writing: Writing): Said | undefined {
  if (peer < 0) return writing.get(NEWEST_IN_ROOM, peer, upTo) as Said | undefined;
  const pair = pairOf(account, peer);
  const found = [
    writing.get(NEWEST_OF_AUTHOR, ...pair, account, upTo),
    writing.get(NEWEST_OF_AUTHOR, ...pair, peer, upTo),
    writing.get(NEWEST_HIDDEN, ...pair, account, upTo),
  ] as unknown as readonly (Said | undefined)[];
  return found.reduce((one, other) => ((other?.id ?? 0) > (one?.id ?? 0) ? other : one));
}

/** Messages from before somebody joined a room count as read. */
function comesIn(member: MemberRecord, writing: Writing): void {
  if (isMemberGone(member, writing)) return;
  const { account, room } = member;
  writing.run(
    `INSERT INTO members (account, low, high, read_id) SELECT ?1, -?2, -?2, ?3 WHERE NOT EXISTS (
       SELECT 1 FROM room_members WHERE account = ?1 AND room = ?2)
     ON CONFLICT DO UPDATE SET read_id = max(read_id, excluded.read_id),
       read_at = CASE WHEN read_id < excluded.read_id THEN 0 ELSE read_at END`,
    account,
    room,
    writing.id,
  );
}

function* readLines({ statements, person, newest }: LineSource): Generator<ReadLine> {
  const rows = statements.iterate(
    `SELECT account, CASE WHEN low < 0 THEN low ELSE low + high - account END AS peer,
       min(read_id, ?1) AS upTo, read_at AS at
     FROM members WHERE min(read_id, ?1) > 0 AND (?2 IS NULL OR account = ?2)
     ORDER BY account, low, high`,
    newest,
    person,
  );
  for (const { account, peer, upTo, at } of rows) {
    yield {
      kind: 'read',
      account: account as number,
      peer: peer as number,
      upTo: upTo as number,
      at: at as number,
    };
  }
}

/** Also of a room that was left, and of a conversation without remaining messages. */
function takeRead({ account, peer, upTo, at }: ReadLine, target: LineTarget): void {
  const { ids } = target;
  const read = ids.message(upTo);
  const said = target.get('SELECT at FROM log WHERE id = ?', read)?.at;
  const reader = ids.account(account);
  const other = peer < 0 ? -ids.room(-peer) : ids.account(peer);
  target.run(
    `INSERT INTO members (account, low, high, read_id, read_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET read_id = excluded.read_id, read_at = excluded.read_at`,
    reader,
    ...pairOf(reader, other),
    read,
    at === 0 ? 0 : Math.max(at, Number(said ?? 0)),
  );
}
