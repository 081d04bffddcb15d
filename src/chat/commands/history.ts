/** What was said before: reading it, searching it, and how far one has read. */
import type { Arguments } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { isRoomName } from '../../protocol/names.ts';
import { parseSearch } from '../../protocol/search-query.ts';
import type { Answer, LATER, Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import type { MessagePage, Range } from '../archive.ts';
import { readUpTo } from '../changes/devices.ts';
import { make } from '../changes/making.ts';
import { accountOf } from '../conditions.ts';
import { Event } from '../event.ts';
import type { Hub } from '../hub.ts';
import { readPage } from '../read-page.ts';
import type { Handler } from '../request.ts';
import type { Actor } from '../session.ts';
import { tellOne } from '../telling.ts';

export const history: Handler<'history'> = {
  run(hub, actor, { given }) {
    const peer = peerOf(hub, actor, given.with);
    if (peer.reason !== Reason.none) return peer.reason;
    const account = accountOf(actor);
    const range = rangeOf(given);
    return asked(hub, actor, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.history(account.id, peer.id, range, done),
    );
  },
};

/** Whose conversation with the person of `actor` is that with `name`, a person or a room that it is in. */
function peerOf(hub: Hub, actor: Actor, name: string): { reason: Reason; id: number } {
  if (!isRoomName(name)) {
    const account = hub.accountOf(name);
    if (account === undefined) return { reason: Reason.noSuchUser, id: 0 };
    return { reason: Reason.none, id: account.id };
  }
  const room = hub.rooms.seenBy(actor, name);
  if (room === undefined) return { reason: Reason.noSuchRoom, id: 0 };
  if (room.memberOf(actor.person) === null) return { reason: Reason.notMember, id: 0 };
  return { reason: Reason.none, id: room.peer };
}

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
    const asFound = {
      phrases,
      from,
      with: peer.id,
      rooms: rooms.map(({ record }) => record.id),
      before,
      after,
      beneath,
      limit,
    };
    return asked(hub, actor, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.search(account.id, asFound, done),
    );
  },
};

export const missed: Handler<'missed'> = {
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { after, limit = PAGE_MESSAGES_MAX } = given;
    return asked(hub, actor, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.missed(account.id, after, limit, (page) => {
        // It may be read before the hub hears that it is stored.
        hub.delivery.told(page?.messages.at(-1)?.id ?? 0);
        done(page);
      }),
    );
  },
};

/** Answers with the page that `read` gets. */
function asked(
  hub: Hub,
  actor: Actor,
  read: (done: (page: MessagePage | null) => void) => void,
): Answer | typeof LATER {
  return answering(hub, actor, true, (answer) => {
    read((page) => answer(page === null ? hub.unread : readPage(hub, page)));
  });
}

export const unread: Handler<'unread'> = {
  run(hub, actor) {
    return answering(hub, actor, true, (answer) => {
      hub.world.archive.unread(accountOf(actor).id, (counts) => {
        if (counts === null) return answer(hub.unread);
        const reply: Reply<'unread'> = { data: { conversations: hub.delivery.named(counts) } };
        answer(reply);
      });
    });
  },
};

export const received: Handler<'received'> = {
  run(hub, session, { given }) {
    hub.delivery.deviceReceived(session, accountOf(session), given.upTo);
    return Reason.none;
  },
};

export const read: Handler<'read'> = {
  run(hub, actor, { given }) {
    const peer = peerOf(hub, actor, given.with);
    if (peer.reason !== Reason.none) return peer.reason;
    const account = accountOf(actor);
    const { upTo } = given;
    const { id: other } = peer;
    // Of a room that a guest made nothing is stored, and nothing counted.
    if (other === 0) return Reason.none;
    return answering(hub, actor, true, (answer) => {
      make(hub, readUpTo, { account, peer: other, upTo }, answer, () => {
        const known =
          other < 0 ? hub.rooms.book.get(-other)?.name : hub.accounts.get(other)?.record.name;
        const event = new Event({ event: 'read', with: known ?? given.with, upTo });
        tellOne(account.person, event, actor);
        return Reason.none;
      });
    });
  },
};
