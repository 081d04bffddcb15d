/** Searches messages. */
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { parseSearch } from '../../protocol/search-query.ts';
import { asked, peerOf } from '../acts/conversation-pages.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';
import { foundBy } from '../stored/search.ts';

export const search: Handler<'search'> = {
  run(hub, actor, { given }) {
    const { query, zone = 0, beneath = null, limit = PAGE_MESSAGES_MAX } = given;
    const parsed = parseSearch(query, zone);
    if (typeof parsed === 'string') return Reason.badSearch;
    const from = parsed.from === null ? null : hub.accountOf(parsed.from)?.id;
    if (from === undefined) return Reason.noSuchUser;
    const none = { reason: Reason.none, id: null };
    const peer = parsed.with === null ? none : peerOf(hub, actor, parsed.with);
    if (peer.reason !== Reason.none) return peer.reason;
    const { phrases, before, after } = parsed;
    const account = accountOf(actor);
    const rooms = [...hub.rooms.book.of(account.person).rooms].filter(({ passing }) => !passing);
    const searched = {
      phrases,
      from,
      with: peer.id,
      rooms: rooms.map(({ record }) => record.id),
      before,
      after,
      beneath,
      limit,
    };
    return asked(hub, actor, foundBy, { account: account.id, query: searched });
  },
};
