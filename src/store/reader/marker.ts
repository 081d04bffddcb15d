/** How far somebody has read a conversation. */
import { markerOf } from '../../chat/stored/read.ts';
import { answers } from '../tables/answering.ts';
import { pairOf } from './conditions.ts';

const MARKER = `SELECT read_id AS upTo, read_at AS at FROM members
  WHERE account = ? AND low = ? AND high = ?`;

export const marker = answers(markerOf, ({ account, peer }, { statements }) => {
  const row = statements.get(MARKER, account, ...pairOf(account, peer));
  return {
    upTo: (row?.upTo as number | undefined) ?? 0,
    at: (row?.at as number | undefined) || null,
  };
});
