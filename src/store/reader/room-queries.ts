/** Queries of rooms: messages and unread counts, by seeks into their index, without messages of blocked people. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { UnreadCount } from '../../chat/archive.ts';

/** Unread messages of one conversation are counted up to this number. */
export const UNREAD_COUNT_MAX = 1000;

// The index holds only the room and, like every index, the id.
const IN_ROOM = 'FROM log INDEXED BY room_messages WHERE kind = 1 AND low < 0 AND low = ?1';
const NOT_BLOCKED = 'author NOT IN (SELECT blocked FROM blocks WHERE account = ?2)';

/** Messages of removed accounts are neither counted nor shown while they are being erased. */
const BY_SOMEBODY = 'author NOT IN (SELECT account FROM erased)';

export class RoomQueries {
  readonly #after: StatementSync;
  readonly #before: StatementSync;
  readonly #rooms: StatementSync;
  readonly #count: StatementSync;
  readonly #mentions: StatementSync;
  readonly #newest: StatementSync;
  readonly #pins: StatementSync;

  constructor(database: DatabaseSync) {
    this.#after = database.prepare(
      `SELECT id ${IN_ROOM} AND ${NOT_BLOCKED} AND ${BY_SOMEBODY} AND id > ?3 ORDER BY id LIMIT ?4`,
    );
    this.#before = database.prepare(
      `SELECT id ${IN_ROOM} AND ${NOT_BLOCKED} AND ${BY_SOMEBODY} AND id < ?3 ORDER BY id DESC LIMIT ?4`,
    );
    this.#rooms = database.prepare(
      `SELECT room, read_id AS read FROM room_members JOIN members
         ON members.account = room_members.account AND low = -room AND high = -room
       WHERE room_members.account = ?`,
    );
    // One's own messages are never unread, nor are deleted ones.
    this.#count = database.prepare(
      `SELECT count(*) AS count FROM (
         SELECT 1 ${IN_ROOM} AND ${NOT_BLOCKED} AND ${BY_SOMEBODY} AND author <> ?2 AND id > ?3
           AND NOT EXISTS (SELECT 1 FROM message_states WHERE message = log.id AND deleted = 1)
         LIMIT ${UNREAD_COUNT_MAX})`,
    );
    this.#mentions = database.prepare(
      `SELECT count(*) AS count FROM (
         SELECT 1 FROM mentions JOIN log ON log.id = message
         WHERE account = ?2 AND mentions.low = ?1 AND message > ?3 AND ${NOT_BLOCKED} AND ${BY_SOMEBODY}
         LIMIT ${UNREAD_COUNT_MAX})`,
    );
    this.#newest = database.prepare(
      `SELECT id ${IN_ROOM} AND ${BY_SOMEBODY} ORDER BY id DESC LIMIT 1`,
    );
    this.#pins = database.prepare(
      `SELECT message AS id FROM pins JOIN log ON log.id = message
       WHERE room = -?1 AND ${NOT_BLOCKED} ORDER BY message LIMIT ?3`,
    );
  }

  /** Ids next to `bound`, in the direction asked for. */
  ids(account: number, peer: number, bound: number, forward: boolean, limit: number): number[] {
    const statement = forward ? this.#after : this.#before;
    return idsOf(statement.all(peer, account, bound, limit));
  }

  pins(account: number, peer: number, limit: number): number[] {
    return idsOf(this.#pins.all(peer, account, limit));
  }

  /** Unread counts of the rooms that `account` is in. */
  unread(account: number): UnreadCount[] {
    const counts: UnreadCount[] = [];
    for (const row of this.#rooms.all(account)) {
      const { room, read } = row as { room: number; read: number };
      const count = this.#count.get(-room, account, read)?.count as number;
      if (count === 0) continue;
      const mentions = this.#mentions.get(-room, account, read)?.count as number;
      counts.push({
        peer: -room,
        count,
        mentions,
        newest: this.#newest.get(-room)?.id as number,
        read,
      });
    }
    return counts;
  }
}

function idsOf(rows: readonly Record<string, unknown>[]): number[] {
  return rows.map(({ id }) => id as number);
}
