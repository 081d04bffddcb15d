/** A page of a conversation's messages. */
import type { Arguments } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { asked, peerOf } from '../acts/conversation-pages.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';
import { historyOf, type Range } from '../stored/history.ts';

export const history: Handler<'history'> = {
  run(hub, actor, { given }) {
    const peer = peerOf(hub, actor, given.with);
    if (peer.reason !== Reason.none) return peer.reason;
    const account = accountOf(actor);
    const range = rangeOf(given);
    const page = { account: account.id, peer: peer.id, range };
    return asked(hub, actor, historyOf, page, range.after === null);
  },
};

function rangeOf({
  before,
  after,
  since,
  until,
  limit = PAGE_MESSAGES_MAX,
}: Arguments<'history'>): Range {
  if (after !== undefined) return { before: null, after: { id: after }, limit };
  if (since !== undefined) return { before: null, after: { at: since }, limit };
  if (before !== undefined) return { before: { id: before }, after: null, limit };
  if (until !== undefined) return { before: { at: until }, after: null, limit };
  return { before: null, after: null, limit };
}
