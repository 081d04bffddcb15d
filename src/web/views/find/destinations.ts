/** The destinations of the switcher: conversations, rooms, people online, and other actions of the page. */
import type { RoomDescription } from '../../../client/browser.ts';
import { nameMayExist } from '../../../protocol/names.ts';
import type { Chat } from '../../state/chat.ts';
import type { Conversation } from '../../state/conversation.ts';
import { orderedConversations } from '../../state/order.ts';
import { ranking } from '../../text/ranking.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';

/** Limit of the list: rather than read more, one types another letter. */
export const DESTINATIONS_MAX = 30;

export type Destination =
  | { readonly kind: 'conversation'; readonly name: string; readonly conversation: Conversation }
  /** A person or a room without a conversation yet; `hint` says what is known of them. */
  | { readonly kind: 'name'; readonly name: string; readonly hint: string }
  | { readonly kind: 'command'; readonly name: string; readonly act: () => void };

export type Command = Extract<Destination, { kind: 'command' }>;

/**
 * The destinations that fit `query`, likeliest first. `rooms`: the server's results for it; `last`: items always
 * listed.
 */
export function destinationsOf(
  chat: Chat,
  query: string,
  rooms: readonly RoomDescription[],
  commands: readonly Command[],
  last: readonly Command[],
): readonly Destination[] {
  const conversations = recent(chat).map((conversation): Destination => {
    return { kind: 'conversation', name: conversation.name, conversation };
  });
  const known = new Set(conversations.map(({ name }) => name));
  known.add(chat.me.value.name);
  const people = chat.directory.online.value
    .filter((name) => !known.has(name))
    .map((name): Destination => ({ kind: 'name', name, hint: t(texts.hereNow) }));
  const others = rooms
    .filter(({ room }) => !known.has(room))
    .map(({ room: name, members }): Destination => {
      return { kind: 'name', name, hint: t(texts.publicRoom, { count: members }) };
    });
  const all = [...conversations, ...people, ...others, ...commands];
  const fitting = ranking(all, query, ({ name }) => name).slice(0, DESTINATIONS_MAX);
  const isKnown = all.some(({ kind, name }) => kind !== 'command' && name === query.trim());
  return [...fitting, ...(isKnown ? [] : stranger(query.trim())), ...last];
}

/** Conversations with unread messages first, then the most recent ones; the current one comes last. */
function recent(chat: Chat): Conversation[] {
  const current = chat.current.value;
  const rank = (one: Conversation) =>
    one === current ? 3 : one.unread.value > 0 ? 0 : one.left.value ? 2 : 1;
  return orderedConversations(chat).sort(
    (one, other) => rank(one) - rank(other) || other.latest.value - one.latest.value,
  );
}

/** A name of which nothing is known: it may be a registered person who is offline. */
function stranger(name: string): Destination[] {
  return nameMayExist(name) ? [{ kind: 'name', name, hint: t(texts.somebody) }] : [];
}
