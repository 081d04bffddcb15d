/** What was said before: reading it, searching it, and how far one has read. */
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MESSAGES_MAX } from '../../protocol/limits.ts';
import { parseSearch } from '../../protocol/search-query.ts';
import { accountOf, registered } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import { type Answer, type Command, LATER, type Options } from '../request.ts';
import type { Result } from '../results.ts';
import type { Session } from '../session.ts';
import type { MessagePage, Range } from '../storage.ts';

export const history: Command = {
  preconditions: [registered],
  run(hub, session, { name, options }) {
    const peer = hub.accountOf(name);
    if (peer === undefined) return Reason.noSuchUser;
    const account = accountOf(session);
    const range = rangeOf(options);
    return asked(hub, session, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.history(account.id, peer.id, range, done),
    );
  },
};

function rangeOf({ before, after, since, until, limit = PAGE_MESSAGES_MAX }: Options): Range {
  if (after !== undefined) return { before: null, after: { id: after }, limit };
  if (since !== undefined) return { before: null, after: { at: since }, limit };
  if (before !== undefined) return { before: { id: before }, after: null, limit };
  if (until !== undefined) return { before: { at: until }, after: null, limit };
  return { before: null, after: null, limit };
}

export const search: Command = {
  preconditions: [registered],
  run(hub, session, { options }) {
    const { query = '', zone = 0, beneath = null, limit = PAGE_MESSAGES_MAX } = options;
    const parsed = parseSearch(query, zone);
    if (typeof parsed === 'string') return Reason.badSearch;
    const from = idOf(hub, parsed.from);
    const peer = idOf(hub, parsed.with);
    if (from === undefined || peer === undefined) return Reason.noSuchUser;
    const { phrases, before, after } = parsed;
    const account = accountOf(session);
    const asFound = { phrases, from, with: peer, before, after, beneath, limit };
    return asked(hub, session, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.search(account.id, asFound, done),
    );
  },
};

/** The account of `name`; null for no name, undefined where nobody has it. */
function idOf(hub: Hub, name: string | null): number | null | undefined {
  return name === null ? null : hub.accountOf(name)?.id;
}

export const missed: Command = {
  preconditions: [registered],
  run(hub, session, { options }) {
    const account = accountOf(session);
    const { after = 0, limit = PAGE_MESSAGES_MAX } = options;
    return asked(hub, session, (done: (page: MessagePage | null) => void) =>
      hub.world.archive.missed(account.id, after, limit, done),
    );
  },
};

/** Answers with the page that `read` gets. */
function asked(
  hub: Hub,
  session: Session,
  read: (done: (page: MessagePage | null) => void) => void,
): typeof LATER {
  const ticket = session.connection.later(true);
  read((page) => hub.answer(session, ticket, page === null ? Reason.busy : messages(hub, page)));
  return LATER;
}

function messages(hub: Hub, page: MessagePage): Result {
  const nameOf = (id: number): string | null => hub.accounts.get(id)?.record.name ?? null;
  return {
    kind: 'messages',
    // What somebody wrote who is gone is being erased, and not to be seen any more.
    messages: page.messages.flatMap(({ id, at, from, to, text }) => {
      const sender = nameOf(from);
      return sender === null ? [] : [{ id, at, from: sender, to: nameOf(to), text }];
    }),
    more: page.more,
  };
}

export const unread: Command = {
  preconditions: [registered],
  run(hub, session) {
    const ticket = session.connection.later(true);
    hub.world.archive.unread(accountOf(session).id, (counts) => {
      const answer: Answer =
        counts === null
          ? Reason.busy
          : { kind: 'unread', conversations: hub.delivery.named(counts) };
      hub.answer(session, ticket, answer);
    });
    return LATER;
  },
};

export const received: Command = {
  preconditions: [registered],
  run(hub, session, { options }) {
    hub.delivery.deviceReceived(session, accountOf(session), options.upTo ?? 0);
    return Reason.none;
  },
};

export const read: Command = {
  preconditions: [registered],
  run(hub, session, { name, options }) {
    const peer = hub.accountOf(name);
    if (peer === undefined) return Reason.noSuchUser;
    const account = accountOf(session);
    const { upTo = 0 } = options;
    const change = { kind: 'read', account: account.id, peer: peer.id, upTo } as const;
    return hub.append(session, change, (outcome) => {
      if (outcome === null) return Reason.notStored;
      const event = { kind: 'read', with: peer.record.name, upTo } as const;
      for (const other of account.person.sessions) {
        if (other.hello && other !== session) other.connection.event(event);
      }
      return Reason.none;
    });
  },
};
