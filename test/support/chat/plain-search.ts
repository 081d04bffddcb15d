/** Searches without an index: every text is looked through. */
import type { StoredPage } from '../../../src/chat/archive.ts';
import type { Searching } from '../../../src/chat/stored/search.ts';
import { HIDDEN, MESSAGE } from '../../../src/store/database/log-kinds.ts';
import type { Reading } from '../../../src/store/reader/reading.ts';

/**
 * What the account ?1 may see. An edit that it does not see does not make the message findable by its old text either.
 */
const SEEN = `(kind = ${MESSAGE} OR author = ?1) AND (seen_edit IS NULL OR author = ?1)
  AND ifnull(deleted, 0) = 0 AND author NOT IN (SELECT account FROM erased)
  AND CASE WHEN low > 0 THEN ?1 IN (low, high)
    ELSE -low IN (SELECT value FROM json_each(?2))
      AND author NOT IN (SELECT blocked FROM blocks WHERE account = ?1) END`;
const PEER = 'CASE WHEN low < 0 THEN low ELSE low + high - ?1 END';
const FOUND = `SELECT log.id FROM log LEFT JOIN message_states AS state ON state.message = log.id
  WHERE kind IN (${MESSAGE}, ${HIDDEN}) AND ${SEEN}
    AND (?3 IS NULL OR author = ?3) AND (?4 IS NULL OR ${PEER} = ?4)
    AND (?5 IS NULL OR at < ?5) AND (?6 IS NULL OR at >= ?6) AND (?7 IS NULL OR log.id < ?7)
    AND NOT EXISTS (SELECT 1 FROM json_each(?8) WHERE instr(
      CAST(ifnull((SELECT text FROM log AS edited WHERE edited.id = state.edit), text) AS TEXT),
      value) = 0)
  ORDER BY log.id DESC LIMIT ?9`;

export function search({ account, query }: Searching, { statements, pages }: Reading): StoredPage {
  const { phrases, rooms, from, with: peer, before, after, beneath, limit } = query;
  const ids = statements.numbers(
    FOUND,
    account,
    JSON.stringify(rooms),
    from,
    peer,
    before,
    after,
    beneath,
    JSON.stringify(phrases),
    limit + 1,
  );
  return pages.page(ids, limit, account);
}
