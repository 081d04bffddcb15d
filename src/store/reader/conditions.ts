/** Conditions of queries for messages, as their indexes want them. */
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';

/** The `low` and `high` of `account`'s conversation with `peer`: an account, or a room as minus its id. */
export function pairOf(account: number, peer: number): [low: number, high: number] {
  return peer < 0 ? [peer, peer] : [Math.min(account, peer), Math.max(account, peer)];
}

/** Messages of one author in a conversation of two: its `low` and `high`, and the author. */
export const OF_AUTHOR = `FROM log WHERE kind = ${MESSAGE} AND low = ? AND high = ? AND author = ?`;
/** The hidden ones. */
export const HIDDEN_OF_AUTHOR = `FROM log INDEXED BY set_apart
  WHERE (kind = 7 OR kind = 8) AND kind = ${HIDDEN} AND low = ? AND high = ? AND author = ?`;
/** Deleted messages count neither as missed nor as unread. */
export const WHOLE =
  'NOT EXISTS (SELECT 1 FROM message_states WHERE message = log.id AND deleted = 1)';

/** Messages of the room ?1, as minus its id. The index holds only the room and, like every index, the id. */
export const IN_ROOM = 'FROM log INDEXED BY room_messages WHERE kind = 1 AND low < 0 AND low = ?1';
/** The reader is ?2. */
export const NOT_BLOCKED = 'author NOT IN (SELECT blocked FROM blocks WHERE account = ?2)';
/** In a room, messages of removed accounts are neither counted nor shown while they are being erased. */
export const BY_SOMEBODY = 'author NOT IN (SELECT account FROM erased)';
