/** With whom somebody has conversations. */
import { conversationsOf } from '../../chat/stored/conversations.ts';
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { answers } from '../tables/answering.ts';
import { pageLimit } from './pages.ts';

/** For a query of `members`. */
const newestBy = (author: string) => `ifnull((SELECT max(id) FROM log
  WHERE kind = ${MESSAGE} AND low = members.low AND high = members.high AND author = ${author}), 0)`;
/** Without it, authors could tell that their message is hidden. */
const NEWEST_OWN_HIDDEN = `ifnull((SELECT max(id) FROM log INDEXED BY set_apart
  WHERE (kind = 7 OR kind = 8) AND kind = ${HIDDEN} AND low = members.low AND high = members.high
    AND author = members.account), 0)`;
// All newest messages are looked up once; only then is it known which are on the page. Removed accounts have no name.
const PEERS = `WITH known AS MATERIALIZED (
    SELECT accounts.id AS peer, max(
      ${newestBy('members.low')}, ${newestBy('members.high')}, ${NEWEST_OWN_HIDDEN}) AS newest
    FROM members JOIN accounts ON accounts.id = low + high - members.account
    WHERE members.account = ?1 AND low > 0)
  SELECT peer, newest FROM known WHERE newest > 0 AND newest < ?2 ORDER BY newest DESC LIMIT ?3`;

export const conversations = answers(conversationsOf, (given, { statements }) => {
  const limit = pageLimit(given.limit);
  const beneath = given.beneath ?? Number.MAX_SAFE_INTEGER;
  const found = statements.all(PEERS, given.account, beneath, limit + 1);
  const shown = found.slice(0, limit).map((row) => {
    const { peer, newest } = row as { peer: number; newest: number };
    return { peer, newest, at: statements.number('SELECT at FROM log WHERE id = ?', newest) };
  });
  return { conversations: shown, more: found.length > limit };
});
