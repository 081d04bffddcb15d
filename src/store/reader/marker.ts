/** How far somebody has read a conversation. */
import { markerOf } from '../../chat/stored/read.ts';
import { answers } from '../tables/answering.ts';

const MARKER = `SELECT read_id AS upTo, read_at AS at FROM members
  WHERE account = ? AND low = ? AND high = ?`;

export const marker = answers(markerOf, ({ account, peer }, { statements }) => {
  const [low, high] = peer < 0 ? [peer, peer] : [Math.min(account, peer), Math.max(account, peer)];
  const row = statements.get(MARKER, account, low, high);
  return {
    upTo: (row?.upTo as number | undefined) ?? 0,
    at: (row?.at as number | undefined) || null,
  };
});
